using System.Reflection;
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

    /// <summary>What an id or a nonce was made of must not be found in memory once it is given out.</summary>
    [Fact]
    public void What_was_handed_out_does_not_stay_where_it_was_drawn()
    {
        byte[] bytes = new byte[32];

        for (int draw = 0; draw < 2 * RandomDraw.AheadBytes / bytes.Length; draw++)
        {
            RandomDraw.Fill(bytes);

            Assert.Equal(-1, DrawnAhead().AsSpan().IndexOf(bytes));
            Assert.Equal(RandomDraw.AheadBytes, DrawnAhead().Length);
        }
    }

    private static byte[] DrawnAhead() => Assert.IsType<byte[]>(
        typeof(RandomDraw).GetField("_ahead", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)); // of this thread
}
