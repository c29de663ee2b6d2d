using System.Buffers;
using System.Text;
using ShareGateway.Audit.Frames;

namespace ShareGateway.Audit.Tests.Frames;

public sealed class FrameReaderTests
{
    private const int Most = 1000;

    [Fact]
    public void Frames_have_the_documented_bytes()
    {
        byte[] file = Frames("abcdefghi");

        Assert.Equal("09000000", Convert.ToHexStringLower(file[..4]));
        Assert.Equal("0000000000000000", Convert.ToHexStringLower(file[8..16]));
        Assert.Equal("abcdefghi", Encoding.ASCII.GetString(file[16..]));
        Assert.Equal(SlowCrc32C([.. file[..4], .. file[8..]]), BitConverter.ToUInt32(file, 4));
        Assert.Equal(0xE3069283u, SlowCrc32C("123456789"u8.ToArray()));
    }

    [Fact]
    public void Any_cut_leaves_the_frames_before_it_and_a_problem()
    {
        byte[] file = Frames("one", "", "three");
        int[] ends = [0, 19, 35, 56];
        for (int length = 0; length <= file.Length; length++)
        {
            var reader = Reader(file[..length]);
            int count = 0;
            while (reader.Next())
            {
                count++;
            }

            Assert.Equal(ends.Count(end => end > 0 && end <= length), count);
            Assert.Equal(Array.IndexOf(ends, length) >= 0, reader.Problem.Length == 0);
            Assert.Equal(ends.Last(end => end <= length), reader.GoodEnd);
        }
    }

    [Fact]
    public void Any_changed_bit_is_seen()
    {
        byte[] file = Frames("one", "two");
        for (int i = 0; i < file.Length * 8; i++)
        {
            byte[] spoilt = [.. file];
            spoilt[i / 8] ^= (byte)(1 << (i % 8));
            var reader = Reader(spoilt);
            while (reader.Next())
            {
            }

            Assert.True(reader.Problem.Length > 0);
            Assert.False(reader.Next());
        }
    }

    [Fact]
    public void A_damaged_length_is_refused_before_memory_is_taken_for_it()
    {
        byte[] file = Frames("one");
        file[3] = 0x7F;
        var reader = Reader(file);

        Assert.False(reader.Next());
        Assert.Equal("expected a frame of at most 1000 bytes, got a length of 2130706435", reader.Problem);
    }

    [Fact]
    public void A_sound_frame_is_found_behind_any_garbage()
    {
        byte[] file = Frames("one", "two");
        for (int skip = 1; skip <= 19; skip++)
        {
            Assert.True(FrameFormat.AnyIn(file.AsSpan(skip), 0, Most));
        }

        Assert.False(FrameFormat.AnyIn(file.AsSpan(20), 0, Most));
        Assert.False(FrameFormat.AnyIn(file, 2, Most));
    }

    private static FrameReader Reader(byte[] file) => new(new MemoryStream(file), Most);

    private static byte[] Frames(params string[] texts)
    {
        var output = new ArrayBufferWriter<byte>();
        for (int i = 0; i < texts.Length; i++)
        {
            FrameFormat.Write(output, (ulong)i, Encoding.ASCII.GetBytes(texts[i]));
        }

        return output.WrittenSpan.ToArray();
    }

    private static uint SlowCrc32C(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int i = 0; i < 8; i++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0x82F63B78u : crc >> 1;
            }
        }

        return ~crc;
    }
}
