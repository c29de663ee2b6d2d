using System.CommandLine;
using System.Globalization;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Verification;

namespace ShareGateway.Cli.Audit;

/// <summary><c>sharegateway audit verify DIR</c>: checks a whole log from its files.</summary>
internal static class AuditVerifyCommand
{
    private const long MaxSmallFile = 4096;

    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "Folder of the log, or a data folder with one log below it." };
        var key = new Option<string?>("--key") { Description = "The log's key, as text or as a file: from a source that the gateway's operator cannot change." };
        var since = new Option<string?>("--since") { Description = "A checkpoint of this log that was kept elsewhere: the log must extend it." };
        var output = SharegatewayCommand.OutputOption();
        var command = new Command("verify", "Check every entry, commitment and signature of a log. Exit code 0 sound, 1 findings, 2 wrong use.")
        {
            folder, key, since, output,
        };
        command.SetAction(parsed => Run(
            terminal, parsed.GetRequiredValue(folder), parsed.GetValue(key), parsed.GetValue(since), parsed.GetValue(output) == "json"));
        return command;
    }

    private static int Run(Terminal terminal, string named, string? keyText, string? since, bool asJson)
    {
        if (!LogLocation.TryFind(named, out string folder, out string problem)
            || !TryReadKey(keyText, out var key, out problem)
            || !TryReadCheckpoint(since, out string? earlier, out problem))
        {
            return terminal.Misused(problem);
        }

        try
        {
            long total = new DirectoryInfo(folder).EnumerateFiles("entries-*.log").Sum(file => file.Length);
            var report = terminal.WithProgress("Checking", total, progress => AuditVerifier.Verify(
                folder, new AuditVerifierOptions { Key = key, EarlierCheckpoint = earlier, OnProgress = progress }));
            if (asJson)
            {
                terminal.WriteJson(JsonOf(report));
            }
            else
            {
                terminal.Output.Write(TextOf(folder, report));
            }

            return report.IsSound ? ExitCodes.Good : ExitCodes.Findings;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return terminal.Misused($"the log in `{folder}` cannot be read: {e.Message}");
        }
    }

    private static bool TryReadKey(string? given, out VerifierKey? key, out string problem)
    {
        (key, problem) = (null, "");
        if (given is null)
        {
            return true;
        }

        string text = IsSmallFile(given) ? File.ReadAllText(given).TrimEnd('\r', '\n') : given;
        bool read = VerifierKey.TryParse(text, out key);
        problem = read ? "" : "expected `--key` to be a key of the form `name+id+key`, or a file with one";
        return read;
    }

    private static bool TryReadCheckpoint(string? path, out string? note, out string problem)
    {
        bool readable = path is null || IsSmallFile(path);
        note = path is not null && readable ? File.ReadAllText(path) : null;
        problem = readable ? "" : $"expected `--since` to be a file with a checkpoint, got `{path}`";
        return readable;
    }

    private static bool IsSmallFile(string path) => File.Exists(path) && new FileInfo(path).Length <= MaxSmallFile;

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
