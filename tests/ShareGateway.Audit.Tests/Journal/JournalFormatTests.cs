using ShareGateway.Audit.Journal;

namespace ShareGateway.Audit.Tests.Journal;

public sealed class JournalFormatTests
{
    private static readonly JournalRecord Record = new(7, 3, 1000, 1042, 123_456, 654, 5, 3);

    [Fact]
    public void A_record_is_read_as_it_was_written_at_any_place()
    {
        byte[] bytes = Written();

        Assert.True(JournalFormat.TryRead([.. bytes, 9, 9, 9], out var read));
        Assert.Equal(Record, read);
    }

    [Fact]
    public void Every_bit_of_a_record_counts()
    {
        byte[] bytes = Written();
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            byte[] changed = [.. bytes];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.False(JournalFormat.TryRead(changed, out _), $"bit {bit}");
        }
    }

    [Fact]
    public void A_cut_record_is_none()
    {
        byte[] bytes = Written();
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.False(JournalFormat.TryRead(bytes.AsSpan(0, length), out _), $"{length} bytes");
        }
    }

    [Theory]
    [InlineData(0, 0, 512)]
    [InlineData(400, 48, 512)]
    [InlineData(400, 49, 1024)]
    [InlineData(int.MaxValue, int.MaxValue, 4294967808)]
    public void A_record_takes_whole_sectors(int entries, int subjects, long expected) => Assert.Equal(expected, JournalFormat.Footprint(entries, subjects));

    [Theory]
    [InlineData(7, 4, 1000, 1042, 123_461, 657, true)]
    [InlineData(8, 4, 1000, 1042, 123_461, 657, false)]
    [InlineData(7, 5, 1000, 1042, 123_461, 657, false)]
    [InlineData(7, 4, 1001, 1042, 123_461, 657, false)]
    [InlineData(7, 4, 1000, 1041, 123_461, 657, false)]
    [InlineData(7, 4, 1000, 1042, 123_460, 657, false)]
    [InlineData(7, 4, 1000, 1042, 123_461, 656, false)]
    public void Only_what_goes_on_where_the_last_record_ended_follows_it(
        ulong epoch, uint ordinal, ulong segment, ulong size, long entriesAt, long subjectsAt, bool follows) =>
        Assert.Equal(follows, new JournalRecord(epoch, ordinal, segment, size, entriesAt, subjectsAt, 0, 0).Follows(Record));

    private static byte[] Written()
    {
        byte[] bytes = [.. new byte[JournalFormat.HeadBytes], .. "enter"u8, .. "who"u8];
        JournalFormat.WriteHead(bytes, Record);
        return bytes;
    }
}
