using System.Text;
using ShareGateway.Privacy.Ciphers;

namespace ShareGateway.Privacy.Tests.Ciphers;

public sealed class AesSivTests
{
    private static readonly File Vectors = VectorFile.Read<File>("privacy-aes-siv.json");

    [Fact]
    public void The_standard_s_examples_and_all_vectors_of_an_independent_implementation_hold_both_ways()
    {
        foreach (var one in Vectors.Cases)
        {
            using var siv = new AesSiv(Hex(one.Key), [.. one.Associated.Select(Hex)]);
            byte[] text = Hex(one.Text);
            byte[] closed = new byte[text.Length + AesSiv.OverheadBytes];
            byte[] opened = new byte[text.Length];

            siv.Seal(text, closed);

            Assert.Equal(one.Sealed, Convert.ToHexStringLower(closed));
            Assert.True(siv.TryOpen(closed, opened));
            Assert.Equal(text, opened);
        }

        Assert.True(Vectors.Cases.Length >= 150);
    }

    [Fact]
    public void Nothing_can_be_sealed_and_opened()
    {
        using var siv = new AesSiv(new byte[64]);
        byte[] closed = new byte[16];
        siv.Seal([], closed);

        Assert.True(siv.TryOpen(closed, []));
        closed[3] ^= 1;
        Assert.False(siv.TryOpen(closed, []));
    }

    [Fact]
    public void Any_changed_bit_other_data_or_other_key_keeps_it_closed()
    {
        byte[] key = [.. Enumerable.Range(1, 64).Select(value => (byte)value)];
        using var siv = new AesSiv(key, "one"u8.ToArray(), "two"u8.ToArray());
        using var swapped = new AesSiv(key, "two"u8.ToArray(), "one"u8.ToArray());
        using var joined = new AesSiv(key, "onetwo"u8.ToArray());
        byte[] text = Encoding.ASCII.GetBytes("canary of twenty-odd");
        byte[] closed = new byte[text.Length + AesSiv.OverheadBytes];
        siv.Seal(text, closed);

        byte[] opened = new byte[text.Length];
        Assert.False(swapped.TryOpen(closed, opened));
        Assert.False(joined.TryOpen(closed, opened));
        for (int bit = 0; bit < 8 * closed.Length; bit++)
        {
            closed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(siv.TryOpen(closed, opened));
            Assert.DoesNotContain(opened, value => value != 0); // what was not genuine is not left lying about
            closed[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        key[40] ^= 1;
        using var other = new AesSiv(key, "one"u8.ToArray(), "two"u8.ToArray());
        Assert.False(other.TryOpen(closed, opened));
        Assert.True(siv.TryOpen(closed, opened));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(AesSiv.MaxBytes + AesSiv.OverheadBytes + 1)]
    public void What_is_too_short_or_too_long_is_not_opened(int length)
    {
        using var siv = new AesSiv(new byte[64]);

        Assert.False(siv.TryOpen(new byte[length], new byte[length]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(48)]
    [InlineData(63)]
    [InlineData(65)]
    public void A_key_of_another_length_is_refused(int length) => Assert.StartsWith(
        $"expected 64 bytes, got {length}", Assert.Throws<ArgumentException>(() => new AesSiv(new byte[length]).Dispose()).Message, StringComparison.Ordinal);

    [Fact]
    public void Many_threads_seal_what_one_seals()
    {
        using var siv = new AesSiv(new byte[64]);
        byte[][] texts = [.. Enumerable.Range(0, 2000).Select(number => Encoding.ASCII.GetBytes($"text {number}"))];

        string[] alone = [.. texts.Select(Closed)];

        Assert.Equal(alone, texts.AsParallel().AsOrdered().WithDegreeOfParallelism(16).Select(Closed).ToArray());

        string Closed(byte[] text)
        {
            byte[] closed = new byte[text.Length + AesSiv.OverheadBytes];
            siv.Seal(text, closed);
            return Convert.ToHexString(closed);
        }
    }

    [Fact]
    public void A_disposed_key_seals_nothing()
    {
        var siv = new AesSiv(new byte[64]);
        siv.Seal("a"u8, new byte[17]);
        siv.Dispose();
        byte[] closed = new byte[17];

        Assert.Throws<ObjectDisposedException>(() => siv.Seal("a"u8, closed));
        Assert.DoesNotContain(closed, value => value != 0);
    }

    private static byte[] Hex(string hex) => Convert.FromHexString(hex);

    private sealed record File(string Source, Case[] Cases);

    private sealed record Case(string Key, string[] Associated, string Text, string Sealed);
}
