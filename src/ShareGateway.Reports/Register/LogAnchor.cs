using ShareGateway.Audit.Checkpoints;

namespace ShareGateway.Reports.Register;

/// <summary>What a log's owner signed last, checked against the key in its folder.</summary>
/// <param name="Key">The log's public key.</param>
/// <param name="Note">The signed note, whole.</param>
/// <param name="Checkpoint">What it states.</param>
public sealed record LogAnchor(VerifierKey Key, string Note, Checkpoint Checkpoint)
{
    private const int MaxSmallFile = 4096;

    /// <summary>Reads key and checkpoint.</summary>
    /// <param name="log">The log's folder.</param>
    /// <param name="note">A checkpoint that was kept; null takes the folder's present one.</param>
    /// <exception cref="InvalidDataException">No key, no checkpoint, or one that the key did not sign.</exception>
    public static LogAnchor Of(string log, string? note = null)
    {
        string key = SmallText(Path.Combine(log, "log.vkey"));
        if (!key.EndsWith('\n') || !VerifierKey.TryParse(key[..^1], out var verifier))
        {
            throw new InvalidDataException("log.vkey: expected the log's key as `name+id+key` on one line");
        }

        note ??= SmallText(Path.Combine(log, "checkpoint"));
        return Checkpoint.TryOpen(note, verifier, out var checkpoint, out string problem)
            ? new LogAnchor(verifier, note, checkpoint)
            : throw new InvalidDataException($"checkpoint: {problem}");
    }

    private static string SmallText(string path) =>
        File.Exists(path) && new FileInfo(path).Length <= MaxSmallFile ? File.ReadAllText(path) : "";
}
