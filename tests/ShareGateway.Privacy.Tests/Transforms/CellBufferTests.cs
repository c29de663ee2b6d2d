using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Privacy.Tests.Transforms;

public sealed class CellBufferTests
{
    [Fact]
    public void A_new_buffer_has_delivered_nothing()
    {
        var buffer = new CellBuffer();

        Assert.Equal(CellKind.None, buffer.Kind);
        Assert.True(buffer.Bytes.IsEmpty);
    }

    [Theory]
    [InlineData(CellKind.Null)]
    [InlineData(CellKind.True)]
    [InlineData(CellKind.False)]
    public void A_value_without_text_replaces_text(CellKind kind)
    {
        var buffer = new CellBuffer();
        buffer.Write(CellKind.Text, "before"u8);

        buffer.Write(kind);

        Assert.Equal(kind, buffer.Kind);
        Assert.True(buffer.Bytes.IsEmpty);
    }

    [Theory]
    [InlineData(CellKind.None)]
    [InlineData(CellKind.Text)]
    [InlineData(CellKind.Number)]
    public void Text_and_numbers_come_with_their_bytes(CellKind kind) => Assert.Throws<ArgumentException>(() => new CellBuffer().Write(kind));

    [Theory]
    [InlineData(CellKind.None)]
    [InlineData(CellKind.Null)]
    [InlineData(CellKind.True)]
    [InlineData(CellKind.False)]
    public void Other_values_carry_no_bytes(CellKind kind)
    {
        Assert.Throws<ArgumentException>(() => new CellBuffer().Write(kind, "1"u8));
        Assert.Throws<ArgumentException>(() => new CellBuffer().Commit(kind, 0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(100_000)]
    public void Text_of_any_length_comes_back(int length)
    {
        byte[] text = [.. Enumerable.Range(0, length).Select(value => (byte)('a' + (value % 26)))];
        var buffer = new CellBuffer();

        buffer.Write(CellKind.Text, text);

        Assert.True(buffer.Bytes.SequenceEqual(text));
    }

    [Fact]
    public void Reserved_room_delivers_nothing_until_it_is_committed()
    {
        var buffer = new CellBuffer();
        buffer.Write(CellKind.Text, "before"u8);

        "12"u8.CopyTo(buffer.Reserve(2));
        Assert.Equal(CellKind.None, buffer.Kind);
        Assert.True(buffer.Bytes.IsEmpty);

        buffer.Commit(CellKind.Number, 2);
        Assert.Equal(CellKind.Number, buffer.Kind);
        Assert.True(buffer.Bytes.SequenceEqual("12"u8));
    }

    [Fact]
    public void A_cleared_buffer_has_delivered_nothing()
    {
        var buffer = new CellBuffer();
        buffer.Write(CellKind.Text, "before"u8);

        buffer.Clear();

        Assert.Equal(CellKind.None, buffer.Kind);
        Assert.True(buffer.Bytes.IsEmpty);
    }
}
