using CsCheck;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Privacy.Tests.Keys;

public sealed class ValueBufferTests
{
    [Fact]
    public void It_holds_what_was_added_and_not_taken_back()
    {
        Gen.Select(Gen.Int[0, 9], Gen.Byte.Array[0, 300]).Array[0, 300].Sample(steps =>
        {
            var buffer = new ValueBuffer();
            var expected = new List<byte[]>();
            foreach (var (act, value) in steps)
            {
                switch (act)
                {
                    case < 6:
                        buffer.Add(value);
                        expected.Add(value);
                        break;
                    case 6: // reserved, written to, and not taken
                        buffer.Reserve(value.Length).Fill(0xEE);
                        break;
                    case 7:
                        buffer.Truncate(value.Length / 2);
                        expected.RemoveRange(Math.Min(expected.Count, value.Length / 2), expected.Count - Math.Min(expected.Count, value.Length / 2));
                        break;
                    case 8:
                        buffer.Clear();
                        expected.Clear();
                        break;
                    default:
                        buffer.Release();
                        expected.Clear();
                        break;
                }

                Assert.Equal(expected.Count, buffer.Count);
            }

            for (int i = 0; i < expected.Count; i++)
            {
                Assert.Equal(expected[i], buffer.Values[i].ToArray());
            }

            buffer.Release();
        });
    }

    [Theory]
    [InlineData(8)] // in the first piece of memory
    [InlineData(3000)] // behind several larger ones
    public void What_was_written_is_wiped_taken_back_or_not(int values)
    {
        var buffer = new ValueBuffer();
        for (int i = 0; i < values; i++)
        {
            buffer.Add("person"u8);
        }

        buffer.Reserve(500).Fill((byte)'p'); // and not taken
        buffer.Truncate(1);
        buffer.Clear();

        Assert.False(buffer.Reserve((values * 6) + 500).ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void Memory_that_has_grown_is_used_again_without_more()
    {
        var buffer = new ValueBuffer();
        Fill();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Fill();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Fill()
        {
            for (int i = 0; i < 1000; i++)
            {
                buffer.Add("C-0000042"u8);
            }

            buffer.Clear();
        }
    }
}
