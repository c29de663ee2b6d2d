using CsCheck;
using Org.BouncyCastle.Crypto.Fpe;
using Org.BouncyCastle.Crypto.Parameters;
using ShareGateway.Privacy.Ciphers;

namespace ShareGateway.Privacy.Tests.Ciphers;

public sealed class Ff1Tests
{
    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";

    private static readonly File Vectors = VectorFile.Read<File>("privacy-ff1.json");

    [Fact]
    public void The_standard_s_samples_and_all_vectors_of_an_independent_implementation_hold_both_ways()
    {
        foreach (var one in Vectors.Cases)
        {
            using var ff1 = new Ff1(Convert.FromHexString(one.Key), one.Radix);
            byte[] tweak = Convert.FromHexString(one.Tweak);
            byte[] numerals = Numerals(one.Text);

            ff1.Encrypt(tweak, numerals);
            Assert.Equal((one.Name, one.Encrypted), (one.Name, Text(numerals)));

            ff1.Decrypt(tweak, numerals);
            Assert.Equal(one.Text, Text(numerals));
        }

        Assert.Equal(9, Vectors.Cases.Count(one => one.Name.StartsWith("NIST", StringComparison.Ordinal)));
        Assert.True(Vectors.Cases.Length >= 200);
    }

    [Fact] // a second opinion: neither shares code with the other, nor with the vectors
    public void BouncyCastle_agrees_on_texts_of_every_length()
    {
        Gen.Select(Gen.Int[2, 36], Gen.Int[0, 60], Gen.Byte.Array[32], Gen.Byte.Array[0, 40], Gen.Byte.Array[60]).Sample((radix, extra, key, tweak, random) =>
        {
            using var ff1 = new Ff1(key, radix);
            int length = Math.Min(Math.Min(ff1.MinLength + extra, ff1.MaxLength), random.Length);
            byte[] numerals = [.. random.Take(length).Select(value => (byte)(value % radix))];
            var engine = new FpeFf1Engine();
            engine.Init(true, new FpeParameters(new KeyParameter(key), radix, tweak));
            byte[] expected = new byte[length];
            engine.ProcessBlock(numerals, 0, length, expected, 0);

            ff1.Encrypt(tweak, numerals);

            Assert.Equal(expected, numerals);
        }, iter: 2000);
    }

    [Theory]
    [InlineData(10, 6, 56)]
    [InlineData(36, 4, 36)]
    [InlineData(2, 20, 192)]
    [InlineData(26, 5, 40)]
    public void A_domain_has_a_million_at_least_and_fits_the_arithmetic(int radix, int least, int most)
    {
        using var ff1 = new Ff1(new byte[32], radix);

        Assert.Equal((least, most), (ff1.MinLength, ff1.MaxLength));
        var refusal = Assert.Throws<ArgumentException>(() => ff1.Encrypt([], new byte[least - 1]));
        Assert.StartsWith($"expected {least} to {most} numerals below {radix}", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ff1.Encrypt([], new byte[most + 1]));
        Assert.Throws<ArgumentException>(() => ff1.Decrypt([], new byte[least - 1]));
        Assert.Throws<ArgumentException>(() => ff1.Encrypt([], Enumerable.Repeat((byte)radix, least).ToArray()));
        ff1.Encrypt([], new byte[least]);
        ff1.Encrypt([], new byte[most]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    public void Another_radix_is_refused(int radix) => Assert.Throws<ArgumentOutOfRangeException>(() => new Ff1(new byte[32], radix).Dispose());

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(33)]
    public void A_key_of_another_length_is_refused(int length) => Assert.StartsWith(
        $"expected 32 bytes, got {length}", Assert.Throws<ArgumentException>(() => new Ff1(new byte[length], 10).Dispose()).Message, StringComparison.Ordinal);

    [Fact]
    public void Six_digits_are_permuted()
    {
        using var ff1 = new Ff1([.. Enumerable.Range(1, 32).Select(value => (byte)value)], 10);
        var seen = new HashSet<string>();
        byte[] numerals = new byte[6];
        for (int number = 0; number < 20_000; number++)
        {
            for (int i = 0, rest = number; i < 6; i++, rest /= 10)
            {
                numerals[5 - i] = (byte)(rest % 10);
            }

            ff1.Encrypt("tweak"u8, numerals);
            Assert.True(seen.Add(Text(numerals)));
        }
    }

    [Fact]
    public void A_disposed_key_encrypts_nothing()
    {
        var ff1 = new Ff1(new byte[32], 10);
        ff1.Encrypt([], new byte[8]);
        ff1.Dispose();

        Assert.Throws<ObjectDisposedException>(() => ff1.Encrypt([], new byte[8]));
    }

    private static byte[] Numerals(string text) => [.. text.Select(character => (byte)Alphabet.IndexOf(character, StringComparison.Ordinal))];

    private static string Text(byte[] numerals) => string.Concat(numerals.Select(numeral => Alphabet[numeral]));

    private sealed record File(string Source, Case[] Cases);

    private sealed record Case(string Name, string Key, int Radix, string Tweak, string Text, string Encrypted);
}
