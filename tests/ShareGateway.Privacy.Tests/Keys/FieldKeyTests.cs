using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using ShareGateway.Privacy.Ciphers;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Privacy.Tests.Keys;

/// <summary>Each use of a key has a key of its own, by one formula.</summary>
public sealed class FieldKeyTests
{
    public static TheoryData<KeyUse, string, int> Uses => new()
    {
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
        byte[] mac = HMACSHA256.HashData(expected, (byte[])[0, 0, 0, 3, .. "abc"u8]);
        Assert.Equal(BinaryPrimitives.ReadUInt128BigEndian(mac), Assert.IsType<DrawKey>(key).Draw("abc"u8));
    }

    [Fact]
    public void A_token_s_key_has_64_bytes_and_binds_to_its_names()
    {
        using var key = (TokenKey)TestKeys.Of(KeyUse.Token);
        using var siv = new AesSiv(Expected("token", 64), "token"u8.ToArray(), "agreement:one"u8.ToArray(), "customer"u8.ToArray(), "1"u8.ToArray());
        byte[] closed = new byte[32];
        siv.Seal([.. "abc"u8, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], closed);

        Assert.Equal("t1_" + Base64Url.EncodeToString(closed), TestKeys.Token(key, "abc"));
    }

    [Fact]
    public void A_format_s_tweak_is_made_of_scope_class_and_what_is_kept()
    {
        using var key = (FormatKey)TestKeys.Of(KeyUse.Ff1);
        byte[] digits = [.. "123456789"u8];
        Assert.True(key.TryRun(digits, "kept"u8, decrypts: false));

        byte[] tweak = SHA256.HashData((byte[])[.. LengthPrefixed.Of("agreement:one"), .. LengthPrefixed.Of("customer"), .. LengthPrefixed.Of("kept")]);
        byte[] expected = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        using var ff1 = new Ff1(Expected("ff1", 32), 10);
        ff1.Encrypt(tweak.AsSpan(0, 16), expected);
        Assert.Equal(expected.Select(digit => (byte)(digit + '0')), digits);
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
    [InlineData(KeyUse.Ff1)]
    [InlineData(KeyUse.Shift)]
    public void A_disposed_key_gives_nothing(KeyUse use)
    {
        var key = TestKeys.Of(use);
        key.Dispose();

        Assert.Throws<ObjectDisposedException>(() =>
        {
            switch (key)
            {
                case TokenKey token:
                    token.Write("a"u8, new byte[token.MaxTokenLength]);
                    break;
                case FormatKey format:
                    format.TryRun("1234567"u8.ToArray(), [], decrypts: false);
                    break;
                default:
                    ((DrawKey)key).Draw("a"u8);
                    break;
            }
        });
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
