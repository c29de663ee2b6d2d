using System.Security.Cryptography;
using CsCheck;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Privacy.Tests.Keys;

public sealed class MacPoolTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(7, 32).Select(value => (byte)value)];

    [Fact]
    public void A_pooled_result_is_that_of_the_one_shot_call()
    {
        using var pool = new MacPool(SecretKeyBytes.FromBytes(Key));

        Gen.Select(Gen.Byte.Array[0, 70], Gen.Byte.Array[0, 600]).Sample((prefix, value) =>
        {
            byte[] mac = new byte[MacPool.MacBytes];
            byte[] length = [0, 0, (byte)(value.Length >> 8), (byte)value.Length];

            pool.Write(prefix, value, mac);

            byte[] message = [.. prefix, .. length, .. value];
            Assert.Equal(HMACSHA256.HashData(Key, message), mac);
        });
    }

    [Fact]
    public void More_threads_than_slots_get_right_results()
    {
        using var pool = new MacPool(SecretKeyBytes.FromBytes(Key));
        byte[][] expected = [.. Enumerable.Range(0, 64).Select(i => HMACSHA256.HashData(Key, (byte[])[0, 0, 0, 1, (byte)i]))];
        using var start = new Barrier(8);
        int wrong = 0;
        Thread[] threads = [.. Enumerable.Range(0, start.ParticipantCount).Select(_ => new Thread(() =>
        {
            byte[] mac = new byte[MacPool.MacBytes];
            start.SignalAndWait();
            for (int i = 0; i < 4096; i++)
            {
                pool.Write([], [(byte)(i % 64)], mac);
                if (!mac.AsSpan().SequenceEqual(expected[i % 64]))
                {
                    Interlocked.Increment(ref wrong);
                }
            }
        }))];

        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        Assert.Equal(0, wrong);
    }

    [Fact]
    public void Subject_references_do_not_allocate_with_a_prepared_scheme()
    {
        using var root = TestKeys.Root();
        using var key = SubjectReferenceKey.Derive(root, "audit");
        var scheme = new SubjectScheme("customer");
        byte[] reference = new byte[16];
        key.Write(scheme, "C-42"u8, reference);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            key.Write(scheme, "C-42"u8, reference);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
