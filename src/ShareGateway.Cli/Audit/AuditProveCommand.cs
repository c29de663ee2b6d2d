using System.CommandLine;
using System.Globalization;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Merkle;
using ShareGateway.Audit.Tiles;
using ShareGateway.Audit.Verification;

namespace ShareGateway.Cli.Audit;

/// <summary><c>sharegateway audit prove LOG</c>: writes proofs that others check without the log.</summary>
internal static class AuditProveCommand
{
    public static Command Create(Terminal terminal)
    {
        var log = new Argument<string>("LOG") { Description = "Folder of the log, a data folder with one log below it, or the address where a gateway publishes it." };
        var index = new Option<ulong?>("--index") { Description = "Which entry, counted from 0." };
        var disclosure = new Option<string?>("--disclosure") { Description = "Id of a disclosure, from the `Sharing-Disclosure` header of its answer: proves each of its entries. Needs the folder." };
        var into = new Option<string?>("--into") { Description = "Folder for the files `N.tlog-proof` and `N.json`, the entry; without it the proof is printed." };
        var key = LogKeys.KeyOption();
        var command = new Command("prove", "Prove that an entry is in the log: c2sp.org/tlog-proof@v1.") { log, index, disclosure, into, key };
        command.SetAction(parsed => Run(
            terminal, parsed.GetRequiredValue(log), parsed.GetValue(index), parsed.GetValue(disclosure), parsed.GetValue(into), parsed.GetValue(key)));
        return command;
    }

    private static int Run(Terminal terminal, string named, ulong? index, string? disclosure, string? into, string? keyText)
    {
        if ((index is null) == (disclosure is null))
        {
            return terminal.Misused("expected either `--index` or `--disclosure`");
        }

        if (!LogKeys.TryReadKey(keyText, out var key, out string problem))
        {
            return terminal.Misused(problem);
        }

        try
        {
            using var log = ProvableLog.Open(named, key, out problem);
            if (log is null)
            {
                return terminal.Misused(problem);
            }

            var indexes = index is { } one ? [one] : IndexesOf(log, disclosure!);
            return Write(terminal, log, indexes, into);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return terminal.Misused($"the log `{named}` cannot be read: {e.Message}");
        }
    }

    private static ulong[] IndexesOf(ProvableLog log, string disclosure) => log.Folder is null
        ? throw new IOException("a disclosure can be looked up in a folder only; give its entry with `--index`")
        : [.. AuditLogReader.Since(log.Folder, DateTimeOffset.MinValue).Select(stored => stored.View)
            .Where(view => view.Entry is DisclosureEntry entry && entry.DisclosureId == disclosure).Select(view => view.Index)];

    private static int Write(Terminal terminal, ProvableLog log, ulong[] indexes, string? into)
    {
        if (indexes.Length == 0)
        {
            terminal.Error.WriteLine("the log has no such disclosure");
            return ExitCodes.Findings;
        }

        foreach (ulong index in indexes)
        {
            if (index >= log.Signed.Size)
            {
                terminal.Error.WriteLine($"entry {index} is not among the {log.Signed.Size} signed ones");
                return ExitCodes.Findings;
            }

            byte[] entry = log.Entry(index);
            var proof = LogProof.Make(index, log.Tiles, log.Signed, log.Note);
            if (!proof.Holds(log.Key, MerkleProofs.LeafHash(entry), out string problem))
            {
                terminal.Error.WriteLine($"entry {index} cannot be proved: {problem}; check the log with `audit verify`");
                return ExitCodes.Findings;
            }

            Put(terminal, index, proof, entry, into);
        }

        return ExitCodes.Good;
    }

    private static void Put(Terminal terminal, ulong index, LogProof proof, byte[] entry, string? into)
    {
        if (into is null)
        {
            terminal.Output.Write(proof.ToString());
            return;
        }

        Directory.CreateDirectory(into);
        string name = Path.Combine(into, index.ToString(CultureInfo.InvariantCulture));
        File.WriteAllText(name + ".tlog-proof", proof.ToString());
        File.WriteAllBytes(name + ".json", entry); // byte for byte: the hash is over these
        terminal.Output.WriteLine($"{name}.tlog-proof proves {name}.json");
    }
}
