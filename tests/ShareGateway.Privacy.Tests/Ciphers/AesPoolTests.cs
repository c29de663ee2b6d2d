using System.Security.Cryptography;
using ShareGateway.Privacy.Ciphers;

namespace ShareGateway.Privacy.Tests.Ciphers;

public sealed class AesPoolTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(value => (byte)value)];

    [Fact]
    public void A_block_is_what_the_platform_makes_of_it()
    {
        using var pool = new AesPool(Key);
        using var aes = Aes.Create();
        aes.Key = Key;
        byte[] blocks = RandomNumberGenerator.GetBytes(48);
        var worker = pool.Rent();
        blocks.CopyTo(worker.Room(blocks.Length));

        worker.EncryptRoom(blocks.Length);

        Assert.Equal(aes.EncryptEcb(blocks, PaddingMode.None), worker.Room(blocks.Length).ToArray());
    }

    [Fact]
    public void What_one_value_left_behind_is_wiped_before_the_next()
    {
        using var pool = new AesPool(Key);
        var worker = pool.Rent();
        worker.Room(64).Fill(7);
        worker.Room(16).Fill(8);
        worker.Append(new byte[16]);

        pool.Return(worker);

        Assert.Same(worker, pool.Rent());
        Assert.DoesNotContain(worker.Room(64).ToArray(), value => value != 0);
        Assert.DoesNotContain(worker.Chain.ToArray(), value => value != 0);
    }

    [Fact]
    public void A_disposed_pool_gives_none_and_keeps_none_that_comes_late()
    {
        var pool = new AesPool(Key);
        var waiting = pool.Rent();
        var late = pool.Rent();
        pool.Return(waiting);

        pool.Dispose();
        pool.Return(late);

        Assert.Throws<ObjectDisposedException>(pool.Rent);
        Assert.Throws<ObjectDisposedException>(() => waiting.EncryptRoom(16));
        Assert.Throws<ObjectDisposedException>(() => late.EncryptRoom(16));
    }

    [Fact]
    public void More_threads_than_slots_work_too_and_what_is_too_many_is_let_go()
    {
        using var pool = new AesPool(Key);
        AesWorker[] workers = [.. Enumerable.Range(0, Environment.ProcessorCount + 2).Select(_ => pool.Rent())];

        Assert.All(workers, pool.Return);

        Assert.Equal(workers.Length, workers.Distinct().Count());
        Assert.Throws<ObjectDisposedException>(() => workers[^1].EncryptRoom(16));
        workers[0].EncryptRoom(16);
    }
}
