namespace ShareGateway.Records.Tests;

public sealed class BodyMemoryTests
{
    [Fact]
    public void Memory_that_one_thread_gave_back_is_lent_to_the_next_whatever_its_thread()
    {
        const int Bytes = 2 << 20;
        var arrays = Enumerable.Range(0, 4).Select(_ => RunAlone(() =>
        {
            byte[] array = BodyMemory.Pool.Rent(Bytes);
            BodyMemory.Pool.Return(array);
            return array;
        })).ToList();

        Assert.All(arrays, array => Assert.Same(arrays[0], array));
    }

    [Theory]
    [InlineData(0, 4096)]
    [InlineData(1, 4096)]
    [InlineData(4096, 4096)]
    [InlineData(4097, 8192)]
    [InlineData(65_536, 65_536)]
    [InlineData(65_537, 131_072)]
    [InlineData(4 << 20, 4 << 20)]
    [InlineData((4 << 20) + 1, (4 << 20) + 1)] // nobody keeps it
    public void An_array_is_as_long_as_the_next_power_of_two_also_when_those_of_the_length_are_all_out(int asked, int length)
    {
        var pool = new BodyArrays();
        pool.Return(pool.Rent(2 * Math.Max(length, 4096)));

        Assert.All(Enumerable.Range(0, 40).Select(_ => pool.Rent(asked)), array => Assert.Equal(length, array.Length));
    }

    [Theory]
    [InlineData(1 << 20, 8)]
    [InlineData(2 << 20, 4)]
    [InlineData(4 << 20, 2)]
    [InlineData((4 << 20) + 1, 0)]
    public void Of_each_length_as_many_are_kept_as_make_eight_megabytes(int bytes, int kept)
    {
        var pool = new BodyArrays();
        byte[][] first = [.. Enumerable.Range(0, 12).Select(_ => pool.Rent(bytes))];
        Assert.All(first, array => pool.Return(array));

        Assert.Equal(kept, Enumerable.Range(0, 12).Select(_ => pool.Rent(bytes)).Count(first.Contains));
    }

    [Fact]
    public void What_it_cannot_have_lent_is_refused()
    {
        var pool = new BodyArrays();

        Assert.Equal("expected an array of this pool, got one of 5000 bytes (Parameter 'array')", Assert.Throws<ArgumentException>(() => pool.Return(new byte[5000])).Message);
        Assert.Throws<ArgumentException>(() => pool.Return(new byte[2048]));
        Assert.Throws<ArgumentException>(() => pool.Return([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => pool.Rent(-1));
    }

    [Fact]
    public void It_wipes_when_it_is_told_to()
    {
        var pool = new BodyArrays();
        byte[] array = pool.Rent(4096);
        array.AsSpan().Fill(1);
        pool.Return(array, clearArray: true);

        Assert.DoesNotContain((byte)1, array);
    }

    private static byte[] RunAlone(Func<byte[]> work)
    {
        byte[] result = [];
        var thread = new Thread(() => result = work());
        thread.Start();
        thread.Join();
        return result;
    }
}
