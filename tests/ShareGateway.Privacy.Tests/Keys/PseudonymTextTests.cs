using CsCheck;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Privacy.Tests.Keys;

public sealed class PseudonymTextTests
{
    private static readonly Gen<UInt128> Bits = Gen.Select(Gen.ULong, Gen.ULong, (upper, lower) => new UInt128(upper, lower));

    [Fact]
    public void What_is_written_is_read_back() => Gen.Select(Bits, Gen.Int[1, int.MaxValue]).Sample((bits, epoch) =>
    {
        Assert.True(PseudonymText.TryRead(PseudonymText.Of(epoch, bits), out int readEpoch, out var readBits));
        Assert.Equal((epoch, bits), (readEpoch, readBits));
    });

    [Fact]
    public void A_key_s_pseudonym_is_text_of_that_form()
    {
        using var key = TestKeys.Key();
        string pseudonym = TestKeys.Pseudonym(key, "C-1");

        Assert.True(PseudonymText.TryRead(pseudonym, out int epoch, out var bits));
        Assert.Equal(pseudonym, PseudonymText.Of(epoch, bits));
    }

    [Theory]
    [InlineData("")]
    [InlineData("p1_")]
    [InlineData("p_aaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("p0_aaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("p01_aaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("p+1_aaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("p99999999999_aaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("t1_aaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("p1_aaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("p1_aaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("p1_Aaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("p1_1aaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("p1_aaaaaaaaaaaaaaaaaaaaaaaaab")] // another spelling of the same bits
    public void Anything_else_is_not_read(string text) => Assert.False(PseudonymText.TryRead(text, out _, out _));

    [Fact]
    public void A_key_that_follows_another_tells_what_both_make_of_a_value_in_every_way_of_writing()
    {
        var told = new Told();
        using var before = TestKeys.Key(root: 1);
        using var key = TestKeys.Key(root: 2);
        string old = TestKeys.Pseudonym(before, "C-1");
        key.Follow(before, told);
        byte[] tokens = new byte[key.TokenLength];

        string now = TestKeys.Pseudonym(key, "C-1");
        key.WriteMany(new ValueList("C-1"u8, [3]), tokens);
        key.WriteMac("C-1"u8, new byte[16]);

        PseudonymText.TryRead(old, out _, out var earlier);
        PseudonymText.TryRead(now, out _, out var later);
        Assert.Equal(Enumerable.Repeat((earlier, later), 3), told.Pairs);
    }

    private sealed class Told : IPseudonymPairs
    {
        public List<(UInt128, UInt128)> Pairs { get; } = [];

        public void Note(UInt128 earlier, UInt128 later) => Pairs.Add((earlier, later));
    }
}
