using System.Text;
using ShareGateway.Audit.Checkpoints;

namespace ShareGateway.Audit.Tests.Checkpoints;

public sealed class CheckpointTests
{
    private static readonly byte[] Root = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    public void A_checkpoint_has_the_published_form()
    {
        using var signer = Sample.Signer();
        string note = new Checkpoint(Sample.Name, 7, Root).Sign(signer);

        string[] lines = note.Split('\n');
        Assert.Equal([Sample.Name, "7", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", ""], lines[..4]);
        Assert.StartsWith($"\u2014 {Sample.Name} ", lines[4], StringComparison.Ordinal);
        Assert.Equal(6, lines.Length);
        Assert.Equal("", lines[5]);
    }

    [Fact]
    public void What_was_signed_is_read_back()
    {
        using var signer = Sample.Signer();
        string note = new Checkpoint(Sample.Name, ulong.MaxValue, Root).Sign(signer);

        Assert.True(Checkpoint.TryOpen(note, signer.VerifierKey, out var read, out string problem));
        Assert.Equal((Sample.Name, ulong.MaxValue, ""), (read.Origin, read.Size, problem));
        Assert.Equal(Root, read.Root.ToArray());
    }

    [Fact]
    public void No_single_changed_bit_leaves_a_checkpoint()
    {
        using var signer = Sample.Signer();
        byte[] note = Encoding.UTF8.GetBytes(new Checkpoint(Sample.Name, 1234, Root).Sign(signer));
        for (int i = 0; i < note.Length * 8; i++)
        {
            byte[] spoilt = [.. note];
            spoilt[i / 8] ^= (byte)(1 << (i % 8));
            Assert.False(Checkpoint.TryOpen(Encoding.UTF8.GetString(spoilt), signer.VerifierKey, out _, out _), $"bit {i}");
        }
    }

    [Fact]
    public void No_cut_leaves_a_checkpoint()
    {
        using var signer = Sample.Signer();
        string note = new Checkpoint(Sample.Name, 1234, Root).Sign(signer);
        for (int length = 0; length < note.Length; length++)
        {
            Assert.False(Checkpoint.TryOpen(note[..length], signer.VerifierKey, out _, out _));
        }

        Assert.False(Checkpoint.TryOpen(note + "\n", signer.VerifierKey, out _, out _));
    }

    [Fact]
    public void A_second_spelling_of_the_size_is_refused()
    {
        using var signer = Sample.Signer();
        string note = new Checkpoint(Sample.Name, 7, Root).Sign(signer);

        Assert.False(Checkpoint.TryOpen(note.Replace("\n7\n", "\n07\n", StringComparison.Ordinal), signer.VerifierKey, out _, out _));
    }

    [Fact]
    public void Another_key_and_another_name_are_refused()
    {
        using var signer = Sample.Signer();
        using var thief = Sample.Signer(seed: 2);
        using var neighbour = Sample.Signer(name: "other.example");
        string note = new Checkpoint(Sample.Name, 7, Root).Sign(thief);
        string moved = new Checkpoint("other.example", 7, Root).Sign(signer);

        Assert.False(Checkpoint.TryOpen(note, signer.VerifierKey, out _, out string problem));
        Assert.Equal($"the signature is not one of key `{signer.VerifierKey.Text}`", problem);
        Assert.False(Checkpoint.TryOpen(moved, signer.VerifierKey, out _, out problem));
        Assert.Equal($"expected a checkpoint of `{Sample.Name}`", problem);
        Assert.False(Checkpoint.TryOpen(moved, neighbour.VerifierKey, out _, out _));
    }
}
