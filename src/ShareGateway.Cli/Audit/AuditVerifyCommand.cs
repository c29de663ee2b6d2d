using System.CommandLine;
using System.Globalization;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Verification;

namespace ShareGateway.Cli.Audit;

/// <summary><c>sharegateway audit verify LOG</c>: checks a whole log from its files, or from where it is published.</summary>
internal static class AuditVerifyCommand
{
    public static Command Create(Terminal terminal)
    {
        var log = new Argument<string>("LOG") { Description = "Folder of the log, a data folder with one log below it, or the address where a gateway publishes it." };
        var key = LogKeys.KeyOption();
        var since = new Option<string?>("--since") { Description = "A checkpoint of this log that was kept elsewhere: the log must extend it." };
        var witnesses = LogKeys.WitnessOption();
        var output = SharegatewayCommand.OutputOption();
        var command = new Command("verify", "Check every entry, commitment and signature of a log. Exit code 0 sound, 1 findings, 2 wrong use.")
        {
            log, key, since, witnesses, output,
        };
        command.SetAction(parsed => Run(
            terminal, parsed.GetRequiredValue(log), parsed.GetValue(key), parsed.GetValue(since), parsed.GetValue(witnesses), parsed.GetValue(output) == "json"));
        return command;
    }

    private static int Run(Terminal terminal, string named, string? keyText, string? since, string[]? witnessTexts, bool asJson)
    {
        if (!LogKeys.TryReadKey(keyText, out var key, out string problem)
            || !LogKeys.TryReadWitnesses(witnessTexts, out var witnesses, out problem)
            || !TryReadCheckpoint(since, out string? earlier, out problem))
        {
            return terminal.Misused(problem);
        }

        var options = new AuditVerifierOptions { Key = key, EarlierCheckpoint = earlier, Witnesses = [.. witnesses] };
        try
        {
            var report = ServerAddress.TryParse(named, out var address) ? VerifyRemote(terminal, address, options, out problem) : VerifyFolder(terminal, ref named, options, out problem);
            if (report is null)
            {
                return terminal.Misused(problem);
            }

            if (asJson)
            {
                terminal.WriteJson(JsonOf(report));
            }
            else
            {
                terminal.Output.Write(TextOf(named, report));
            }

            return report.IsSound ? ExitCodes.Good : ExitCodes.Findings;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return terminal.Misused($"the log in `{named}` cannot be read: {e.Message}");
        }
    }

    private static AuditReport? VerifyFolder(Terminal terminal, ref string named, AuditVerifierOptions options, out string problem)
    {
        if (!LogLocation.TryFind(named, out string folder, out problem))
        {
            return null;
        }

        named = folder;
        long total = new DirectoryInfo(folder).EnumerateFiles("entries-*.log").Sum(file => file.Length);
        return terminal.WithProgress("Checking", total, progress => AuditVerifier.Verify(folder, options with { OnProgress = progress }));
    }

    private static AuditReport? VerifyRemote(Terminal terminal, Uri address, AuditVerifierOptions options, out string problem)
    {
        using var log = new RemoteLog(address);
        problem = options.Key is null ? "expected `--key`: what a server says of itself proves nothing" : $"`{address}` has no checkpoint";
        string? note = options.Key is null ? null : options.Witnesses.IsEmpty ? log.Text("checkpoint") : log.Text("checkpoint.witnessed");
        if (note is null)
        {
            return null;
        }

        _ = SignedNote.TryParse(note, out var read);
        long total = read?.Body.Split('\n') is [_, var size, ..] && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out long entries) ? entries : 0;
        return terminal.WithProgress("Checking", total, progress => AuditVerifier.VerifyTiles(log, note, options with { OnProgress = progress }));
    }

    private static bool TryReadCheckpoint(string? path, out string? note, out string problem)
    {
        bool readable = path is null || LogKeys.IsSmallFile(path);
        note = path is not null && readable ? File.ReadAllText(path) : null;
        problem = readable ? "" : $"expected `--since` to be a file with a checkpoint, got `{path}`";
        return readable;
    }

    private static object JsonOf(AuditReport report) => new
        {
            sound = report.IsSound,
            origin = report.Origin,
            entries = report.Entries,
            signed = report.SignedEntries,
            root = report.Root,
            key = report.Key,
            checkedCommitments = report.CheckedCommitments,
            findingCount = report.FindingCount,
            findings = report.Findings.Select(f => new { file = f.File, offset = f.OffsetBytes, text = f.Text }),
            notes = report.Notes,
        };

    private static string TextOf(string folder, AuditReport report)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        foreach (var finding in report.Findings)
        {
            text.WriteLine(finding);
        }

        string verdict = report.IsSound ? "sound" : $"{report.FindingCount} finding(s)";
        text.WriteLine($"{folder}: {verdict}");
        text.WriteLine($"  log      {(report.Origin.Length > 0 ? report.Origin : "not known: no checkpoint holds")}");
        text.WriteLine($"  entries  {report.Entries} read, {report.SignedEntries} of them proved to be the signed ones");
        text.WriteLine($"  people   {report.CheckedCommitments} side records fit their entries");
        text.WriteLine($"  root     {(report.Root.Length > 0 ? report.Root : "not proved")}");
        text.WriteLine($"  key      {(report.Key.Length > 0 ? report.Key : "none")}");
        foreach (string note in report.Notes)
        {
            text.WriteLine($"  note: {note}");
        }

        return text.ToString();
    }
}
