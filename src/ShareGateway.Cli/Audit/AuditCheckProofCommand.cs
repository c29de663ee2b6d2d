using System.CommandLine;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Merkle;
using ShareGateway.Audit.Tiles;

namespace ShareGateway.Cli.Audit;

/// <summary><c>sharegateway audit check-proof FILE</c>: for a recipient or an auditor who has a proof and not the log.</summary>
internal static class AuditCheckProofCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "A proof: c2sp.org/tlog-proof@v1." };
        var entry = new Option<string?>("--entry") { Description = "File with the entry, byte for byte." };
        var leaf = new Option<string?>("--leaf") { Description = "Hash of the entry as a leaf, base64, as the gateway gives it to a recipient." };
        var key = LogKeys.KeyOption();
        var witnesses = LogKeys.WitnessOption();
        var command = new Command("check-proof", "Check that an entry is in a log, from a proof and the log's key alone. Exit code 0 it is, 1 it is not proved, 2 wrong use.")
        {
            file, entry, leaf, key, witnesses,
        };
        command.SetAction(parsed => Run(
            terminal, parsed.GetRequiredValue(file), parsed.GetValue(entry), parsed.GetValue(leaf), parsed.GetValue(key), parsed.GetValue(witnesses)));
        return command;
    }

    private static int Run(Terminal terminal, string file, string? entry, string? leaf, string? keyText, string[]? witnessTexts)
    {
        if (!LogKeys.TryReadKey(keyText, out var key, out string problem) || !LogKeys.TryReadWitnesses(witnessTexts, out var witnesses, out problem))
        {
            return terminal.Misused(problem);
        }

        if (key is null)
        {
            return terminal.Misused("expected `--key`: a proof says nothing without the log's key from another source");
        }

        if (!TryReadLeaf(entry, leaf, out byte[] hash))
        {
            return terminal.Misused("expected either `--entry` with a file or `--leaf` with 32 bytes in base64");
        }

        if (!LogKeys.IsSmallFile(file) || !LogProof.TryParse(File.ReadAllText(file), out var proof))
        {
            terminal.Output.WriteLine($"{file}: expected a proof of the form c2sp.org/tlog-proof@v1");
            return ExitCodes.Findings;
        }

        return Tell(terminal, file, proof, key, hash, witnesses);
    }

    private static int Tell(Terminal terminal, string file, LogProof proof, VerifierKey key, byte[] hash, List<WitnessKey> witnesses)
    {
        if (!proof.Holds(key, hash, out string problem))
        {
            terminal.Output.WriteLine($"{file}: {problem}");
            return ExitCodes.Findings;
        }

        _ = SignedNote.TryParse(proof.Note, out var note); // it holds, so it is a note
        foreach (var witness in witnesses)
        {
            if (!witness.Cosigned(note!, out var at))
            {
                terminal.Output.WriteLine($"{file}: expected a cosignature of `{witness.Text}`");
                return ExitCodes.Findings;
            }

            terminal.Output.WriteLine(FormattableString.Invariant($"{witness.Name} cosigned at {at:yyyy-MM-dd HH:mm:ss}Z"));
        }

        terminal.Output.WriteLine($"{file}: entry {proof.Index} is in the log {key.Name}");
        return ExitCodes.Good;
    }

    private static bool TryReadLeaf(string? entry, string? leaf, out byte[] hash)
    {
        hash = new byte[MerkleProofs.HashBytes];
        if (entry is not null && leaf is null && File.Exists(entry))
        {
            hash = MerkleProofs.LeafHash(File.ReadAllBytes(entry));
            return true;
        }

        return entry is null && leaf is not null && Convert.TryFromBase64String(leaf, hash, out int length) && length == hash.Length;
    }
}
