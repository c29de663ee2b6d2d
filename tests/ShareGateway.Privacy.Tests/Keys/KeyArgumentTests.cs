using ShareGateway.Privacy.Keys;

namespace ShareGateway.Privacy.Tests.Keys;

/// <summary>What is wrong with a call is said in full, and before anything is written.</summary>
public sealed class KeyArgumentTests
{
    private static readonly int[] OneEnd = [3];
    private static readonly int[] EmptyFirst = [0, 3];

    [Fact]
    public void A_missing_key_or_name_is_named()
    {
        using var root = TestKeys.Root();
        using var secret = TestKeys.Secret();
        using var key = TestKeys.Key();
        using var references = SubjectReferenceKey.Derive(root, "audit");

        Assert.Throws<ArgumentNullException>("root", () => FieldKey.Derive(KeyUse.Pseudonym, null!, secret, "s", "c"));
        Assert.Throws<ArgumentNullException>("secret", () => FieldKey.Derive(KeyUse.Pseudonym, root, null!, "s", "c"));
        Assert.Throws<ArgumentNullException>("root", () => SubjectReferenceKey.Derive(null!, "audit"));
        Assert.Throws<ArgumentNullException>("scheme", () => references.Write((SubjectScheme)null!, "C-1"u8, new byte[16]));
        Assert.Throws<ArgumentNullException>("scheme", () => references.WriteMany(null!, new ValueList("C-1"u8, OneEnd), new byte[16]));
        Assert.Throws<ArgumentNullException>("before", () => key.Follow(null!, new Nobody()));
        Assert.Throws<ArgumentNullException>("pairs", () => key.Follow(key, null!));
    }

    [Fact]
    public void Messages_say_what_would_be_right()
    {
        using var root = TestKeys.Root();
        using var secret = TestKeys.Secret();
        using var key = TestKeys.Key();
        using var draws = (DrawKey)TestKeys.Of(KeyUse.Fake);
        using var tokens = (TokenKey)TestKeys.Of(KeyUse.Token);
        using var references = SubjectReferenceKey.Derive(root, "audit");

        (string, Action)[] cases =
        [
            ("expected a value to draw for, got nothing", () => draws.Draw([])),
            ("expected a value to draw for, got nothing", () => draws.Draw("C-1"u8, [])),
            ("expected a use that has keys", () => FieldKey.Derive(KeyUse.None, root, secret, "s", "c")),
            ("expected a canonical value, got nothing", () => key.Write([], new byte[64])),
            ("expected a canonical value, got nothing", () => key.WriteMac([], new byte[16])),
            ($"expected room for {key.TokenLength} bytes, got 3", () => key.Write("C-1"u8, new byte[3])),
            ($"expected room for 1 tokens of {key.TokenLength} bytes, got 28 bytes", () => key.WriteMany(new ValueList("C-1"u8, OneEnd), new byte[28])),
            ("expected canonical values, got nothing at 0", () => key.WriteMany(new ValueList("C-1"u8, EmptyFirst), new byte[100])),
            ("expected a canonical value of 1 to 256 bytes, got 0", () => tokens.Write([], new byte[tokens.MaxTokenLength])),
            ("expected a canonical value of 1 to 256 bytes, got 257", () => tokens.Write(new byte[257], new byte[tokens.MaxTokenLength])),
            ($"expected room for {tokens.MaxTokenLength} bytes, got 3", () => tokens.Write("C-1"u8, new byte[3])),
            ("expected secret bytes, got zeroes only", () => KeyRoot.FromBytes(1, new byte[32])),
            ("expected `audit` or `consent`, got `pseudonym`", () => SubjectReferenceKey.Derive(root, "pseudonym")),
            ("expected a canonical id, got nothing", () => references.Write("customer", [], new byte[16])),
            ("expected room for 16 bytes, got 15", () => references.Write("customer", "C-1"u8, new byte[15])),
            ("expected room for 1 references of 16 bytes, got 15 bytes", () => references.WriteMany(new SubjectScheme("customer"), new ValueList("C-1"u8, OneEnd), new byte[15])),
        ];

        Assert.All(cases, one => Assert.StartsWith(one.Item1, Assert.ThrowsAny<ArgumentException>(one.Item2).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Room_that_is_just_enough_is_enough()
    {
        using var root = TestKeys.Root();
        using var key = TestKeys.Key();
        using var references = SubjectReferenceKey.Derive(root, "audit");
        byte[] one = new byte[16];
        byte[] many = new byte[16];
        byte[] token = new byte[key.TokenLength];

        references.Write("customer", "C-1"u8, one);
        references.WriteMany(new SubjectScheme("customer"), new ValueList("C-1"u8, OneEnd), many);
        key.WriteMany(new ValueList("C-1"u8, OneEnd), token);

        Assert.Equal(one, many);
        Assert.Equal(TestKeys.Pseudonym(key, "C-1"), System.Text.Encoding.ASCII.GetString(token));
    }

    [Fact]
    public void A_batch_tells_the_pairs_that_one_by_one_tells()
    {
        using var before = TestKeys.Key(root: 1);
        using var alone = TestKeys.Key(root: 2);
        using var together = TestKeys.Key(root: 2);
        byte[] values = [.. Enumerable.Range(0, 300).SelectMany(number => System.Text.Encoding.ASCII.GetBytes($"C-{number:D4}"))];
        int[] ends = [.. Enumerable.Range(1, 300).Select(number => 6 * number)];
        var one = new Told();
        var many = new Told();
        alone.Follow(before, one);
        together.Follow(TestKeys.Key(root: 1), many);

        for (int i = 0; i < ends.Length; i++)
        {
            alone.Write(values.AsSpan(6 * i, 6), new byte[alone.TokenLength]);
        }

        together.WriteMany(new ValueList(values, ends), new byte[300 * together.TokenLength]);

        Assert.Equal(300, one.Pairs.Distinct().Count());
        Assert.Equal(one.Pairs, many.Pairs);
    }

    [Fact]
    public void A_key_that_follows_another_ends_it()
    {
        var before = TestKeys.Key(root: 1);
        var key = TestKeys.Key(root: 2);
        key.Follow(before, new Nobody());

        key.Dispose();

        Assert.Throws<ObjectDisposedException>(() => before.Write("C-1"u8, new byte[before.TokenLength]));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(600)]
    [InlineData(2000)] // names beyond what the stack has room for
    public void Format_keys_tell_names_of_any_length_apart(int length)
    {
        using var one = (FormatKey)TestKeys.Of(KeyUse.Ff1, linkScope: new string('s', length) + "1");
        using var other = (FormatKey)TestKeys.Of(KeyUse.Ff1, linkScope: new string('s', length) + "2");
        byte[] first = [.. "0123456789"u8];
        byte[] second = [.. "0123456789"u8];

        Assert.True(one.TryRun(first, [], decrypts: false));
        Assert.True(other.TryRun(second, [], decrypts: false));
        Assert.NotEqual(first, second);
        Assert.True(one.TryRun(first, [], decrypts: true));
        Assert.Equal("0123456789"u8.ToArray(), first);
    }

    private sealed class Nobody : IPseudonymPairs
    {
        public void Note(UInt128 earlier, UInt128 later)
        {
        }
    }

    private sealed class Told : IPseudonymPairs
    {
        public List<(UInt128 Earlier, UInt128 Later)> Pairs { get; } = [];

        public void Note(UInt128 earlier, UInt128 later) => Pairs.Add((earlier, later));
    }
}
