using System.Collections.Immutable;
using System.Globalization;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Frames;

namespace ShareGateway.Audit.Verification;

/// <summary>Checks the checkpoint that witnesses cosigned.</summary>
internal sealed class CosignedCheck(FindingBag findings, List<string> notes, ImmutableArray<WitnessKey> witnesses)
{
    /// <summary>Reads it.</summary>
    /// <param name="text">The note; null or empty when there is none.</param>
    /// <param name="key">Key of the log; null when there is none to go by.</param>
    /// <returns>What the log must extend; null when nothing holds.</returns>
    public Checkpoint? Read(string? text, VerifierKey? key)
    {
        if (key is null || (string.IsNullOrEmpty(text) && witnesses.IsEmpty))
        {
            return null;
        }

        if (string.IsNullOrEmpty(text))
        {
            findings.Add(LogFiles.Witnessed, 0, "expected a checkpoint with the cosignatures of the given witnesses");
            return null;
        }

        string problem = "expected a checkpoint with signature lines";
        if (!SignedNote.TryParse(text, out var note) || !Checkpoint.TryOpen(note, key, out var checkpoint, out problem))
        {
            findings.Add(LogFiles.Witnessed, 0, problem);
            return null;
        }

        foreach (var witness in witnesses)
        {
            Check(witness, note, checkpoint);
        }

        return checkpoint;
    }

    private void Check(WitnessKey witness, SignedNote note, Checkpoint checkpoint)
    {
        if (witness.Cosigned(note, out var at))
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"`{witness.Name}` cosigned the first {checkpoint.Size} entries at {at:yyyy-MM-dd HH:mm:ss}Z"));
        }
        else
        {
            findings.Add(LogFiles.Witnessed, 0, $"expected a cosignature of `{witness.Text}`");
        }
    }
}
