using CsCheck;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Privacy.Tests.Keys;

/// <summary>Ids are drawn ahead, and none is given out twice.</summary>
public sealed class RandomIdTests
{
    [Fact]
    public void No_id_comes_twice_from_any_thread()
    {
        var ids = new string[4][];
        Thread[] threads = [.. Enumerable.Range(0, ids.Length).Select(i => new Thread(() => ids[i] = [.. Enumerable.Range(0, 2000).Select(_ => RandomId.Create())]))];

        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        var all = ids.SelectMany(some => some).ToList();
        Assert.Equal(all.Count, all.Distinct(StringComparer.Ordinal).Count());
        Assert.All(all, id => Assert.Matches("^[a-z2-7]{26}$", id));
    }

    [Fact]
    public void Whatever_is_asked_for_is_filled_with_other_bytes_each_time() => Gen.Int[0, 2 * RandomDraw.AheadBytes].Array[1, 40].Sample(lengths =>
    {
        var windows = new HashSet<ulong>();
        int expected = 0;
        foreach (int length in lengths)
        {
            byte[] bytes = new byte[length];
            RandomDraw.Fill(bytes);
            for (int at = 0; at + sizeof(ulong) <= length; at += sizeof(ulong))
            {
                windows.Add(BitConverter.ToUInt64(bytes, at)); // zeros, left by somebody who took them, would come twice
                expected++;
            }
        }

        Assert.Equal(expected, windows.Count);
    });
}
