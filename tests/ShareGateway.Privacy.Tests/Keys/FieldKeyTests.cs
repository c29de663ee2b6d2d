using System.Buffers.Binary;
using System.Security.Cryptography;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Privacy.Tests.Keys;

/// <summary>Each use of a key has a key of its own, by one formula.</summary>
public sealed class FieldKeyTests
{
    public static TheoryData<KeyUse, string, int> Uses => new()
    {
        { KeyUse.Token, "token", 64 },
        { KeyUse.Ff1, "ff1", 32 },
        { KeyUse.Shift, "shift", 32 },
        { KeyUse.Noise, "noise", 32 },
        { KeyUse.Fake, "fake", 32 },
    };

    [Theory]
    [MemberData(nameof(Uses))]
    public void A_use_goes_into_the_derivation_by_its_name(KeyUse use, string name, int length)
    {
        using var key = TestKeys.Of(use);
        byte[] expected = Expected(name, length);

        Assert.Equal((use, 1), (key.Use, key.Epoch));
        switch (key)
        {
            case CipherKey cipher:
                Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(cipher.Bytes));
                break;
            default:
                byte[] mac = HMACSHA256.HashData(expected, (byte[])[0, 0, 0, 3, .. "abc"u8]);
                Assert.Equal(BinaryPrimitives.ReadUInt128BigEndian(mac), Assert.IsType<DrawKey>(key).Draw("abc"u8));
                break;
        }
    }

    [Fact]
    public void A_draw_for_two_values_keeps_them_apart()
    {
        using var key = (DrawKey)TestKeys.Of(KeyUse.Noise);
        byte[] mac = HMACSHA256.HashData(Expected("noise", 32), (byte[])[0, 0, 0, 1, (byte)'a', 0, 0, 0, 2, .. "bc"u8]);

        Assert.Equal(BinaryPrimitives.ReadUInt128BigEndian(mac), key.Draw("a"u8, "bc"u8));
        Assert.NotEqual(key.Draw("a"u8, "bc"u8), key.Draw("ab"u8, "c"u8));
        Assert.Equal(key.Draw("abc"u8), key.Draw([], "abc"u8));
        Assert.NotEqual(key.Draw(new byte[600], "c"u8), key.Draw(new byte[601], "c"u8));
    }

    [Fact]
    public void Nothing_is_drawn_for_nothing()
    {
        using var key = (DrawKey)TestKeys.Of(KeyUse.Fake);

        Assert.Throws<ArgumentException>(() => key.Draw([]));
        Assert.Throws<ArgumentException>(() => key.Draw("a"u8, []));
    }

    [Theory]
    [InlineData(KeyUse.None)]
    [InlineData((KeyUse)7)]
    public void A_use_that_is_none_derives_nothing(KeyUse use) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TestKeys.Of(use).Dispose());

    [Theory]
    [InlineData(KeyUse.Token)]
    [InlineData(KeyUse.Shift)]
    public void A_disposed_key_gives_nothing(KeyUse use)
    {
        var key = TestKeys.Of(use);
        key.Dispose();

        Assert.Throws<ObjectDisposedException>(() => key is CipherKey cipher ? cipher.Bytes.Length : (int)((DrawKey)key).Draw("a"u8));
    }

    [Theory]
    [InlineData("", "c")]
    [InlineData("s", "")]
    public void Names_that_could_be_taken_for_others_are_refused(string linkScope, string fieldClass) =>
        Assert.ThrowsAny<ArgumentException>(() => TestKeys.Of(KeyUse.Token, linkScope: linkScope, fieldClass: fieldClass).Dispose());

    private static byte[] Expected(string use, int length)
    {
        using var root = TestKeys.Root();
        using var secret = TestKeys.Secret();
        byte[] salt = new byte[32];
        byte[] ikm = new byte[32];
        secret.CopyTo(salt);
        root.CopyTo(ikm);
        byte[] info = [.. "ShareGateway/1"u8, .. LengthPrefixed.Of(use), .. LengthPrefixed.Of("agreement:one"), .. LengthPrefixed.Of("customer"), .. LengthPrefixed.Of("1")];
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, ikm, length, salt, info);
    }
}
