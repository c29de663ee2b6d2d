namespace ShareGateway.Consent.Tests;

public sealed class SubjectKeyTests
{
    [Fact]
    public void Bytes_come_back_as_they_went_in()
    {
        byte[] bytes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 255];
        byte[] copy = new byte[18];

        SubjectKey.FromBytes(bytes).CopyTo(copy.AsSpan(1));

        Assert.Equal([0, .. bytes, 0], copy);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(17)]
    public void Only_16_bytes_are_a_key(int length)
    {
        var thrown = Assert.Throws<ArgumentException>(() => SubjectKey.FromBytes(new byte[length]));

        Assert.StartsWith($"expected 16 bytes, got {length}", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void I10_a_key_shows_nothing_of_itself_not_even_inside_an_event()
    {
        var one = Samples.Event(id: "mail-of-marie", subject: 1);
        var other = Samples.Event(id: "mail-of-paul", subject: 2);

        Assert.Equal(one.Subject.ToString(), other.Subject.ToString());
        Assert.Equal(one.ToString(), other.ToString());
        Assert.Equal($"{one.Subject}", $"{default(SubjectKey)}");
    }

    [Fact]
    public void The_default_key_is_none_and_every_bit_counts_for_equality()
    {
        Assert.True(default(SubjectKey).IsNone);
        for (int bit = 0; bit < 128; bit++)
        {
            byte[] bytes = new byte[16];
            bytes[bit / 8] = (byte)(1 << (bit % 8));
            var key = SubjectKey.FromBytes(bytes);

            Assert.False(key.IsNone);
            Assert.NotEqual(default, key);
            Assert.Equal(SubjectKey.FromBytes(bytes), key);
        }
    }
}
