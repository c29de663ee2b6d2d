using System.Security.Cryptography;
using System.Text;
using CsCheck;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Privacy.Tests.Keys;

public sealed class PseudonymKeyTests
{
    private static readonly Gen<string> Value = Gen.String[Gen.Char['!', '~'], 1, 60];

    [Fact]
    public void One_value_has_one_pseudonym_in_the_documented_form()
    {
        using var key = TestKeys.Key();
        using var again = TestKeys.Key();

        Value.Sample(value =>
        {
            string pseudonym = TestKeys.Pseudonym(key, value);
            Assert.Matches("^p1_[a-z2-7]{26}$", pseudonym);
            Assert.Equal(key.TokenLength, pseudonym.Length);
            Assert.Equal(pseudonym, TestKeys.Pseudonym(again, value));
        });
    }

    [Fact] // I9
    public void Two_recipients_share_no_pseudonym()
    {
        using var one = TestKeys.Key(secret: 101);
        using var other = TestKeys.Key(secret: 102);

        AssertShareNothing(one, other);
    }

    [Theory]
    [InlineData(2, "agreement:one", "customer")]
    [InlineData(1, "agreement:two", "customer")]
    [InlineData(1, "agreement:one", "card")]
    [InlineData(1, "customer", "agreement:one")]
    [InlineData(1, "agreement:onec", "ustomer")]
    public void Another_root_scope_or_field_class_shares_no_pseudonym(int root, string linkScope, string fieldClass)
    {
        using var one = TestKeys.Key();
        using var other = TestKeys.Key(root, linkScope: linkScope, fieldClass: fieldClass);

        AssertShareNothing(one, other);
    }

    [Fact]
    public void Many_threads_get_the_pseudonyms_that_one_gets()
    {
        using var key = TestKeys.Key();
        string[] values = [.. Enumerable.Range(0, 2000).Select(number => $"C-{number}")];
        string[] alone = [.. values.Select(value => TestKeys.Pseudonym(key, value))];

        string[] together = [.. values.AsParallel().AsOrdered().WithDegreeOfParallelism(16).Select(value => TestKeys.Pseudonym(key, value))];

        Assert.Equal(alone, together);
        Assert.Equal(alone.Length, alone.Distinct().Count());
    }

    [Fact]
    public void Nothing_has_no_pseudonym()
    {
        using var key = TestKeys.Key();

        Assert.Throws<ArgumentException>(() => key.Write([], new byte[key.TokenLength]));
    }

    [Fact]
    public void Too_little_room_is_refused_before_a_byte_is_written()
    {
        using var key = TestKeys.Key();
        byte[] room = new byte[key.TokenLength - 1];

        Assert.Throws<ArgumentException>(() => key.Write("C-1"u8, room));

        Assert.DoesNotContain(room, value => value != 0);
    }

    [Fact]
    public void A_disposed_key_writes_nothing()
    {
        var key = TestKeys.Key();
        TestKeys.Pseudonym(key, "C-1"); // so that a prepared instance waits in its slot
        key.Dispose();
        byte[] room = new byte[key.TokenLength];

        Assert.Throws<ObjectDisposedException>(() => key.Write("C-1"u8, room));

        Assert.DoesNotContain(room, value => value != 0);
    }

    [Fact]
    public void A_derived_key_outlives_its_root_and_secret()
    {
        using var key = TestKeys.Key(); // both are disposed in there

        Assert.StartsWith("p1_", TestKeys.Pseudonym(key, "C-1"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_zeroed_root_or_secret_derives_nothing()
    {
        using var root = TestKeys.Root();
        using var secret = TestKeys.Secret();
        var zeroedRoot = TestKeys.Root();
        var zeroedSecret = TestKeys.Secret();
        zeroedRoot.Dispose();
        zeroedSecret.Dispose();

        Assert.Throws<ObjectDisposedException>(() => PseudonymKey.Derive(zeroedRoot, secret, "s", "c"));
        Assert.Throws<ObjectDisposedException>(() => PseudonymKey.Derive(root, zeroedSecret, "s", "c"));
    }

    [Theory]
    [InlineData("", "c")]
    [InlineData("s", "")]
    public void Names_that_could_be_taken_for_others_are_refused(string linkScope, string fieldClass) =>
        Assert.ThrowsAny<ArgumentException>(() => TestKeys.Key(linkScope: linkScope, fieldClass: fieldClass).Dispose());

    [Fact] // not a row above: an attribute cannot carry a lone surrogate
    public void A_name_with_half_a_character_is_refused() =>
        Assert.ThrowsAny<ArgumentException>(() => TestKeys.Key(linkScope: "s" + (char)0xD800).Dispose());

    [Fact]
    public void The_formula_is_the_documented_one()
    {
        using var root = TestKeys.Root(epoch: 7);
        using var secret = TestKeys.Secret();
        using var key = PseudonymKey.Derive(root, secret, "s", "cl");
        byte[] salt = new byte[32];
        byte[] ikm = new byte[32];
        secret.CopyTo(salt);
        root.CopyTo(ikm);

        byte[] info = [.. "ShareGateway/1"u8, 0, 0, 0, 9, .. "pseudonym"u8, 0, 0, 0, 1, (byte)'s', 0, 0, 0, 2, .. "cl"u8, 0, 0, 0, 1, (byte)'7'];
        byte[] derived = HKDF.DeriveKey(HashAlgorithmName.SHA256, ikm, 32, salt, info);
        byte[] mac = HMACSHA256.HashData(derived, (byte[])[0, 0, 0, 2, .. "cl"u8, 0, 0, 0, 3, .. "abc"u8]);
        byte[] text = new byte[26];
        Base32.Write(mac.AsSpan(0, 16), text);

        Assert.Equal("p7_" + Encoding.ASCII.GetString(text), TestKeys.Pseudonym(key, "abc"));
    }

    private static void AssertShareNothing(PseudonymKey one, PseudonymKey other)
    {
        string[] values = [.. Enumerable.Range(0, 1000).Select(number => $"C-{number}")];
        var ofOne = values.Select(value => TestKeys.Pseudonym(one, value)).ToHashSet();

        Assert.DoesNotContain(values, value => ofOne.Contains(TestKeys.Pseudonym(other, value)));
    }
}
