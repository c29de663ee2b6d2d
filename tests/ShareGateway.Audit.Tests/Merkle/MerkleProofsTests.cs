using System.Text.Json;
using CsCheck;
using ShareGateway.Audit.Merkle;

namespace ShareGateway.Audit.Tests.Merkle;

public sealed class MerkleProofsTests
{
    private const int AllSizes = 64;

    [Fact]
    public void Roots_are_those_that_certificate_transparency_publishes()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllText(Vectors.Path("audit-merkle-roots.json")));
        var leaves = new List<byte>();
        foreach (var step in vectors.RootElement.GetProperty("steps").EnumerateArray())
        {
            leaves.AddRange(MerkleProofs.LeafHash(Convert.FromHexString(step.GetProperty("leaf").GetString()!)));
            Assert.Equal(step.GetProperty("root").GetString(), Convert.ToHexStringLower(MerkleProofs.Root([.. leaves])));
        }

        Assert.Equal(8 * 32, leaves.Count);
        Assert.Equal(vectors.RootElement.GetProperty("empty").GetString(), Convert.ToHexStringLower(MerkleProofs.Root([])));
    }

    [Fact]
    public void Roots_and_proofs_of_every_small_size_are_those_of_the_reference()
    {
        for (int size = 1; size <= AllSizes; size++)
        {
            byte[][] entries = Entries(size);
            byte[] leaves = Leaves(entries);
            Assert.Equal(ReferenceTree.Root(entries), MerkleProofs.Root(leaves));
            for (int m = 0; m < size; m++)
            {
                Assert.Equal(Joined(ReferenceTree.Path(m, entries)), MerkleProofs.Inclusion((ulong)m, leaves));
                Assert.Equal(Joined(ReferenceTree.Proof(m + 1, entries)), MerkleProofs.Consistency((ulong)m + 1, leaves));
            }
        }
    }

    [Fact]
    public void Every_proof_of_every_small_size_holds_for_its_own_place_only()
    {
        for (int size = 1; size <= AllSizes; size++)
        {
            byte[] leaves = Leaves(Entries(size));
            byte[] root = MerkleProofs.Root(leaves);
            for (int index = 0; index < size; index++)
            {
                byte[] path = MerkleProofs.Inclusion((ulong)index, leaves);
                for (int other = 0; other <= size; other++)
                {
                    Assert.Equal(index == other, MerkleProofs.Verify((ulong)other, (ulong)size, Leaf(leaves, index), path, root));
                }

                Assert.False(MerkleProofs.Verify((ulong)index, (ulong)size, Leaf(leaves, index), [.. path, .. root], root));
                Assert.False(path.Length > 0 && MerkleProofs.Verify((ulong)index, (ulong)size, Leaf(leaves, index), path.AsSpan(32), root));
                Assert.False(path.Length > 0 && MerkleProofs.Verify((ulong)index, (ulong)size, Leaf(leaves, index), path.AsSpan(0, path.Length - 32), root));
            }
        }
    }

    [Fact]
    public void A_size_that_asks_for_another_path_is_refused()
    {
        byte[] leaves = Leaves(Entries(5));
        byte[] root = MerkleProofs.Root(leaves);
        byte[] path = MerkleProofs.Inclusion(4, leaves);

        Assert.True(MerkleProofs.Verify(4, 5, Leaf(leaves, 4), path, root));
        Assert.False(MerkleProofs.Verify(4, 4, Leaf(leaves, 4), path, root));
        Assert.False(MerkleProofs.Verify(4, 6, Leaf(leaves, 4), path, root));
        Assert.False(MerkleProofs.Verify(0, 0, Leaf(leaves, 4), [], Leaf(leaves, 4)));
        Assert.False(MerkleProofs.Verify(1, 1, Leaf(leaves, 4), [], Leaf(leaves, 4)));
        Assert.False(MerkleProofs.Verify(0, ulong.MaxValue, Leaf(leaves, 0), new byte[65 * 32], root));
    }

    [Fact]
    public void Every_consistency_proof_of_every_small_size_holds_and_spoilt_ones_do_not()
    {
        for (int size = 1; size <= AllSizes; size++)
        {
            byte[] leaves = Leaves(Entries(size));
            byte[] root = MerkleProofs.Root(leaves);
            for (int old = 0; old <= size; old++)
            {
                byte[] oldRoot = MerkleProofs.Root(leaves.AsSpan(0, old * 32));
                byte[] path = MerkleProofs.Consistency((ulong)old, leaves);
                Assert.True(MerkleProofs.VerifyConsistency((ulong)old, (ulong)size, path, oldRoot, root));
                Assert.False(MerkleProofs.VerifyConsistency((ulong)old, (ulong)size, [.. path, .. root], oldRoot, root));
                Assert.False(MerkleProofs.VerifyConsistency((ulong)old, (ulong)size, path, Flipped(oldRoot, 0), root));
                Assert.False(old > 0 && MerkleProofs.VerifyConsistency((ulong)old, (ulong)size, path, oldRoot, Flipped(root, 31)));
                Assert.False(path.Length > 0 && MerkleProofs.VerifyConsistency((ulong)old, (ulong)size, path.AsSpan(0, path.Length - 32), oldRoot, root));
                Assert.False(MerkleProofs.VerifyConsistency((ulong)size + 1, (ulong)size, path, oldRoot, root));
            }
        }
    }

    [Fact]
    public void No_changed_bit_anywhere_leaves_a_proof_holding() =>
        Gen.Select(Gen.Int[2, 200], Gen.Int[0, 1_000_000], Gen.Int[0, 1_000_000], Gen.Int[0, 7]).Sample(
            (size, indexSeed, byteSeed, bit) =>
            {
                byte[] leaves = Leaves(Entries(size));
                int index = indexSeed % size;
                byte[] root = MerkleProofs.Root(leaves);
                byte[] path = MerkleProofs.Inclusion((ulong)index, leaves);
                byte[] spoilt = [.. path];
                spoilt[byteSeed % spoilt.Length] ^= (byte)(1 << bit);
                return MerkleProofs.Verify((ulong)index, (ulong)size, Leaf(leaves, index), path, root)
                    && !MerkleProofs.Verify((ulong)index, (ulong)size, Leaf(leaves, index), spoilt, root);
            },
            iter: 300);

    [Fact]
    public void A_log_whose_past_was_changed_has_no_consistency_proof() =>
        Gen.Select(Gen.Int[2, 120], Gen.Int[0, 1_000_000], Gen.Int[0, 1_000_000]).Sample(
            (size, oldSeed, changeSeed) =>
            {
                byte[] leaves = Leaves(Entries(size));
                int old = 1 + (oldSeed % (size - 1));
                byte[] forged = [.. leaves];
                forged[changeSeed % (old * 32)] ^= 1;
                return !MerkleProofs.VerifyConsistency(
                    (ulong)old,
                    (ulong)size,
                    MerkleProofs.Consistency((ulong)old, forged),
                    MerkleProofs.Root(leaves.AsSpan(0, old * 32)),
                    MerkleProofs.Root(forged));
            },
            iter: 300);

    [Fact]
    public void Misuse_is_told_apart_from_a_bad_proof()
    {
        byte[] hash = new byte[32];
        Assert.Throws<ArgumentException>(() => MerkleProofs.Verify(0, 1, hash.AsSpan(1), [], hash));
        Assert.Throws<ArgumentException>(() => MerkleProofs.Verify(0, 1, hash, hash.AsSpan(1), hash));
        Assert.Throws<ArgumentException>(() => MerkleProofs.Verify(0, 1, hash, [], hash.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => MerkleProofs.VerifyConsistency(1, 2, hash.AsSpan(1), hash, hash));
        Assert.Throws<ArgumentException>(() => MerkleProofs.Inclusion(1, hash));
        Assert.Throws<ArgumentException>(() => MerkleProofs.Consistency(2, hash));
        Assert.Throws<ArgumentException>(() => MerkleProofs.Root(hash.AsSpan(1)));
    }

    [Fact]
    public void Checking_a_proof_allocates_nothing()
    {
        byte[] leaves = Leaves(Entries(100));
        byte[] root = MerkleProofs.Root(leaves);
        byte[] path = MerkleProofs.Inclusion(37, leaves);
        byte[] leaf = Leaf(leaves, 37);
        MerkleProofs.Verify(37, 100, leaf, path, root);

        long before = GC.GetAllocatedBytesForCurrentThread();
        bool holds = MerkleProofs.Verify(37, 100, leaf, path, root);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(holds);
    }

    private static byte[][] Entries(int count) => [.. Enumerable.Range(0, count).Select(i => new byte[] { (byte)i, (byte)(i >> 8), 7 })];

    private static byte[] Leaves(byte[][] entries) => Joined([.. entries.Select(e => MerkleProofs.LeafHash(e))]);

    private static byte[] Joined(byte[][] hashes) => [.. hashes.SelectMany(h => h)];

    private static byte[] Leaf(byte[] leaves, int index) => leaves[(index * 32)..((index + 1) * 32)];

    private static byte[] Flipped(byte[] hash, int at)
    {
        byte[] copy = [.. hash];
        copy[at] ^= 1;
        return copy;
    }
}
