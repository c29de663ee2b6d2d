using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using CsCheck;
using ShareGateway.Privacy.Hashing;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Privacy.Tests.Keys;

public sealed class PreparedMacTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(7, 32).Select(value => (byte)value)];

    public static TheoryData<string, string, string, string> Vectors =>
        [.. VectorFile.Read<File>("privacy-keyed-macs.json").Cases.Select(one => (one.Key, one.Prefix, one.Value, one.Mac))];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_prepared_key_gives_what_another_library_gives(string key, string prefix, string value, string mac)
    {
        using var prepared = new PreparedMac(SecretKeyBytes.FromBytes(Convert.FromHexString(key)));
        byte[] written = new byte[PreparedMac.MacBytes];

        prepared.Write(Convert.FromHexString(prefix), Convert.FromHexString(value), written);

        Assert.Equal(mac, Convert.ToHexStringLower(written));
    }

    [Fact]
    public void A_result_is_that_of_the_one_shot_call_and_a_short_one_its_beginning()
    {
        using var prepared = new PreparedMac(SecretKeyBytes.FromBytes(Key));

        Gen.Select(Gen.Byte.Array[0, 70], Gen.Byte.Array[0, 600]).Sample((prefix, value) =>
        {
            byte[] mac = new byte[PreparedMac.MacBytes];
            byte[] half = new byte[16];

            prepared.Write(prefix, value, mac);
            prepared.Write(prefix, value, half);

            Assert.Equal(OneShot(prefix, value), mac);
            Assert.Equal(mac[..16], half);
        });
    }

    [Fact]
    public void A_batch_gives_what_each_value_gives_alone_whatever_its_length_and_number()
    {
        using var prepared = new PreparedMac(SecretKeyBytes.FromBytes(Key));

        Gen.Select(Gen.Byte.Array[0, 30], Gen.Byte.Array[1, 60].Array[0, 70]).Sample((prefix, values) =>
        {
            byte[] macs = new byte[values.Length * 16];

            prepared.WriteMany(prefix, ListOf(values), macs);

            for (int i = 0; i < values.Length; i++)
            {
                Assert.Equal(OneShot(prefix, values[i])[..16], macs[(i * 16)..((i + 1) * 16)]);
            }
        });
    }

    [Fact] // which the batch would not take on a processor that has the wider ones
    public void Eight_lanes_give_what_each_value_gives_alone()
    {
        Assert.SkipUnless(Lanes8.IsSupported, "no AVX2 here");

        LanesAgree<Lanes8, Vector256<uint>>();
    }

    [Fact]
    public void Sixteen_lanes_give_what_each_value_gives_alone()
    {
        Assert.SkipUnless(Lanes16.IsSupported, "no AVX-512 here");

        LanesAgree<Lanes16, Vector512<uint>>();
    }

    [Fact]
    public void Many_threads_get_right_results()
    {
        using var prepared = new PreparedMac(SecretKeyBytes.FromBytes(Key));
        byte[][] expected = [.. Enumerable.Range(0, 64).Select(i => OneShot([], [(byte)i]))];
        using var start = new Barrier(4);
        int wrong = 0;
        Thread[] threads = [.. Enumerable.Range(0, start.ParticipantCount).Select(_ => new Thread(() =>
        {
            byte[] mac = new byte[PreparedMac.MacBytes];
            start.SignalAndWait();
            for (int i = 0; i < 4096; i++)
            {
                prepared.Write([], [(byte)(i % 64)], mac);
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
    public void Neither_one_value_nor_a_batch_allocates()
    {
        using var root = TestKeys.Root();
        using var references = SubjectReferenceKey.Derive(root, "audit");
        using var pseudonyms = TestKeys.Key();
        var scheme = new SubjectScheme("customer");
        byte[][] values = [.. Enumerable.Range(0, 100).Select(i => "C-0000000"u8.ToArray())];
        var (bytes, ends) = Flat(values);
        byte[] room = new byte[100 * 40];
        Write();

        long before = GC.GetAllocatedBytesForCurrentThread();
        Write();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Write()
        {
            references.Write(scheme, "C-42"u8, room);
            pseudonyms.Write("C-42"u8, room);
            references.WriteMany(scheme, new ValueList(bytes, ends), room);
            pseudonyms.WriteMany(new ValueList(bytes, ends), room);
        }
    }

    [Fact]
    public void A_batch_with_an_empty_value_or_too_little_room_writes_nothing()
    {
        using var root = TestKeys.Root();
        using var references = SubjectReferenceKey.Derive(root, "audit");
        using var pseudonyms = TestKeys.Key();
        byte[] room = new byte[100];

        Assert.Throws<ArgumentException>(() => references.WriteMany(new SubjectScheme("s"), new ValueList("ab"u8, [1, 1, 2]), room));
        Assert.Throws<ArgumentException>(() => references.WriteMany(new SubjectScheme("s"), new ValueList("ab"u8, [1, 2]), room.AsSpan(0, 31)));
        Assert.Throws<ArgumentException>(() => pseudonyms.WriteMany(new ValueList("ab"u8, [1, 1, 2]), room));
        Assert.Throws<ArgumentException>(() => pseudonyms.WriteMany(new ValueList("ab"u8, [1, 2]), room.AsSpan(0, 57)));

        Assert.Equal(new byte[100], room);
    }

    [Fact]
    public void Pseudonyms_of_a_batch_are_those_of_each_value()
    {
        using var key = TestKeys.Key();
        byte[][] values = [.. Enumerable.Range(0, 150).Select(i => System.Text.Encoding.ASCII.GetBytes($"C-{i}"))];
        var (bytes, ends) = Flat(values);
        byte[] tokens = new byte[values.Length * key.TokenLength];

        key.WriteMany(new ValueList(bytes, ends), tokens);

        Assert.Equal(
            values.Select(value => TestKeys.Pseudonym(key, System.Text.Encoding.ASCII.GetString(value))),
            tokens.Chunk(key.TokenLength).Select(System.Text.Encoding.ASCII.GetString));
    }

    private static void LanesAgree<TLanes, T>()
        where TLanes : struct, ILanes<T>
        where T : struct
    {
        Gen.Select(Gen.UInt.Array[8], Gen.Byte.Array[64].Array[TLanes.Count]).Sample((start, blocks) =>
        {
            T[] words = new T[16];
            TLanes.Load([.. blocks.SelectMany(block => block)], words);
            T[] state = [.. start.Select(TLanes.All)];
            Sha256Lanes<TLanes, T>.Compress(state, words);
            byte[] firstHalves = new byte[TLanes.Count * 16];
            byte[] secondHalves = new byte[TLanes.Count * 16];
            TLanes.Store(state.AsSpan(0, 4), firstHalves);
            TLanes.Store(state.AsSpan(4), secondHalves);

            for (int lane = 0; lane < TLanes.Count; lane++)
            {
                uint[] alone = [.. start];
                Sha256Compression.CompressManaged(alone, blocks[lane]);
                byte[] digest = new byte[32];
                Sha256Blocks.WriteDigest(alone, digest);
                Assert.Equal(digest, (byte[])[.. firstHalves.AsSpan(lane * 16, 16), .. secondHalves.AsSpan(lane * 16, 16)]);
            }
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    public void Eight_lanes_take_fewer_values_too(int count)
    {
        Assert.SkipUnless(Lanes8.IsSupported, "no AVX2 here");

        SomeAgree<Lanes8, Vector256<uint>>(count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    public void Sixteen_lanes_take_fewer_values_too(int count)
    {
        Assert.SkipUnless(Lanes16.IsSupported, "no AVX-512 here");

        SomeAgree<Lanes16, Vector512<uint>>(count);
    }

    private static void SomeAgree<TLanes, T>(int count)
        where TLanes : struct, ILanes<T>
        where T : struct
    {
        byte[][] values = [.. Enumerable.Range(0, count).Select(i => System.Text.Encoding.ASCII.GetBytes($"C-{i}"))];
        byte[] macs = new byte[(count * 16) + 1];
        macs[^1] = 7;
        var (inner, outer) = (Padded(0x36), Padded(0x5c));

        Assert.Equal(count, MacLanes.Write<TLanes, T>(inner, outer, "p"u8, ListOf(values), macs));

        Assert.Equal((byte[])[.. values.SelectMany(value => OneShot([(byte)'p'], value)[..16]), 7], macs);

        static uint[] Padded(byte pad)
        {
            byte[] block = [.. Enumerable.Range(0, 64).Select(i => (byte)(pad ^ (i < Key.Length ? Key[i] : 0)))];
            uint[] state = [.. Sha256Constants.InitialState];
            Sha256Compression.CompressManaged(state, block);
            return state;
        }
    }

    private static byte[] OneShot(byte[] prefix, byte[] value) =>
        HMACSHA256.HashData(Key, (byte[])[.. prefix, 0, 0, (byte)(value.Length >> 8), (byte)value.Length, .. value]);

    private static (byte[] Bytes, int[] Ends) Flat(byte[][] values)
    {
        int end = 0;
        return ([.. values.SelectMany(value => value)], [.. values.Select(value => end += value.Length)]);
    }

    private static ValueList ListOf(byte[][] values)
    {
        var (bytes, ends) = Flat(values);
        return new(bytes, ends);
    }

    private sealed record File(string Source, Case[] Cases);

    private sealed record Case(string Key, string Prefix, string Value, string Mac);
}
