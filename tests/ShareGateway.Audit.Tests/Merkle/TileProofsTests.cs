using ShareGateway.Audit.Merkle;

namespace ShareGateway.Audit.Tests.Merkle;

public sealed class TileProofsTests
{
    [Fact]
    public void Proofs_from_tiles_are_those_from_all_leaves()
    {
        var tiles = new MemoryTiles(70_000);
        byte[] leaves = tiles.Leaves;
        foreach (int size in new[] { 1, 2, 3, 255, 256, 257, 511, 512, 513, 1000, 4099 })
        {
            var proofs = new TileProofs(tiles, (ulong)size);
            var all = leaves.AsSpan(0, size * 32);
            Assert.Equal(MerkleProofs.Root(all), proofs.Root());
            foreach (int index in new[] { 0, 1, size / 3, size / 2, size - 2, size - 1 }.Where(i => i >= 0 && i < size))
            {
                Assert.Equal(MerkleProofs.Inclusion((ulong)index, all), proofs.Inclusion((ulong)index));
                Assert.Equal(MerkleProofs.Consistency((ulong)index, all), proofs.Consistency((ulong)index));
            }
        }
    }

    [Fact]
    public void Proofs_of_a_large_log_hold_and_read_few_tiles()
    {
        var tiles = new MemoryTiles(70_000);
        byte[] root = new TileProofs(tiles, 70_000).Root();
        for (ulong index = 0; index < 70_000; index += 997)
        {
            int before = tiles.Reads;
            var proofs = new TileProofs(tiles, 70_000);
            byte[] leaf = tiles.Leaves.AsSpan((int)index * 32, 32).ToArray();

            Assert.True(MerkleProofs.Verify(index, 70_000, leaf, proofs.Inclusion(index), root));
            Assert.True(tiles.Reads - before <= 6, $"{tiles.Reads - before} tiles for entry {index}"); // three levels, two tiles each
            var old = new TileProofs(tiles, index + 1);
            Assert.True(MerkleProofs.VerifyConsistency(index + 1, 70_000, proofs.Consistency(index + 1), old.Root(), root));
        }
    }

    [Fact]
    public void A_short_tile_and_an_entry_outside_are_refused()
    {
        var proofs = new TileProofs(new MemoryTiles(10), 11);

        Assert.Throws<IOException>(() => proofs.Inclusion(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => proofs.Inclusion(11));
        Assert.Throws<ArgumentOutOfRangeException>(() => proofs.Consistency(12));
    }
}
