using System.Text;
using ShareGateway.Proxy.Shares;
using ShareGateway.Records;

namespace ShareGateway.Proxy.Tests;

public sealed class HeldBytesTests
{
    [Fact]
    public void Memory_is_taken_over_as_it_is_where_nothing_was_held_and_wiped_in_the_end()
    {
        using var held = new HeldBytes();
        byte[] first = Lent("first");
        held.Adopt(new(first, 0, 5));
        Assert.True(held.Written.Overlaps(first));
        Assert.Equal("first", Encoding.ASCII.GetString(held.Written));

        held.Write(" and more"u8);
        Assert.Equal("first and more", Encoding.ASCII.GetString(held.Written));

        held.Dispose();
        Assert.Equal(0, held.Length);
        Assert.All(first, b => Assert.Equal(0, b));
    }

    [Fact]
    public void Behind_something_that_is_held_it_is_copied_and_wiped_at_once()
    {
        using var held = new HeldBytes();
        held.Write("{"u8);
        byte[] taken = Lent("second");
        held.Adopt(new(taken, 0, 6));

        Assert.Equal("{second", Encoding.ASCII.GetString(held.Written));
        Assert.All(taken, b => Assert.Equal(0, b));
    }

    [Fact]
    public void What_was_held_before_is_wiped_when_other_memory_takes_its_place()
    {
        using var held = new HeldBytes();
        byte[] first = Lent("first");
        held.Adopt(new(first, 0, 5));
        held.Dispose();
        byte[] second = Lent("second");
        held.Adopt(new(second, 0, 6));

        Assert.Equal("second", Encoding.ASCII.GetString(held.Written));
        held.Dispose();
        Assert.All(second, b => Assert.Equal(0, b));
    }

    private static byte[] Lent(string text)
    {
        byte[] bytes = BodyMemory.Pool.Rent(8192);
        bytes.AsSpan().Clear();
        Encoding.ASCII.GetBytes(text, bytes);
        return bytes;
    }
}
