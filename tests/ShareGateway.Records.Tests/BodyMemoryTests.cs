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

    private static byte[] RunAlone(Func<byte[]> work)
    {
        byte[] result = [];
        var thread = new Thread(() => result = work());
        thread.Start();
        thread.Join();
        return result;
    }
}
