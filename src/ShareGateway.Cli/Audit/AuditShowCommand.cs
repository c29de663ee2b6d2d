using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Verification;

namespace ShareGateway.Cli.Audit;

/// <summary><c>sharegateway audit show DIR</c>: lists the latest entries. It looks; whether the log is sound, <c>verify</c> tells.</summary>
internal static class AuditShowCommand
{
    private const int MostEntries = 100_000;

    private static readonly string[] Headings = ["entry", "time", "kind", "recipient", "dataset", "purpose", "what", "records"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // read by programs, not put into pages
    };

    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "Folder of the log, or a data folder with one log below it." };
        var last = new Option<int>("--last") { Description = "How many of the latest entries, 1 to 100000.", DefaultValueFactory = _ => 20 };
        last.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0
                && (!int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out int n) || n is < 1 or > MostEntries))
            {
                result.AddError($"expected `--last` to be a number from 1 to {MostEntries}");
            }
        });
        var output = SharegatewayCommand.OutputOption();
        var command = new Command("show", "List the latest entries of a log.") { folder, last, output };
        command.SetAction(parsed => Run(
            terminal, parsed.GetRequiredValue(folder), parsed.GetValue(last), parsed.GetValue(output) == "json"));
        return command;
    }

    private static int Run(Terminal terminal, string named, int last, bool asJson)
    {
        if (!LogLocation.TryFind(named, out string folder, out string problem))
        {
            return terminal.Misused(problem);
        }

        try
        {
            var rows = Rows(AuditLogReader.Latest(folder, last));
            terminal.Output.Write(asJson ? JsonOf(rows) : TextOf(rows));
            return ExitCodes.Good;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return terminal.Misused($"the log in `{folder}` cannot be read: {e.Message}");
        }
    }

    private static List<string[]> Rows(IReadOnlyList<AuditEntryView> views)
    {
        var disclosures = new Dictionary<string, DisclosureEntry>(StringComparer.Ordinal);
        var rows = new List<string[]>();
        foreach (var view in views)
        {
            if (view.Entry is DisclosureEntry disclosure)
            {
                disclosures[disclosure.DisclosureId] = disclosure;
            }

            string[] told = view.Entry switch
            {
                DisclosureEntry d => ["disclosure", d.Recipient, d.Dataset, d.Purpose, $"chunk {d.Chunk}, {view.Subjects.Count} {(view.Subjects.Count == 1 ? "person" : "people")}", Number(d.Records)],
                ClosingEntry c => Closing(c, disclosures.GetValueOrDefault(c.DisclosureId)),
                RefusalEntry r => ["refusal", r.Recipient, r.Dataset, r.Purpose, $"{r.Reason} ({r.Status}){(r.Count == 1 ? "" : $", {r.Count} requests")}", ""],
                AdministrativeEntry a => ["administrative", "", "", "", a.Action, ""],
                PolicyEntry p => ["policy", "", "", "", PolicyOf(p), ""],
                _ => ["", "", "", "", "", ""],
            };
            rows.Add([view.Index.ToString(CultureInfo.InvariantCulture), Time(view.Time), .. told.Select(Plain)]);
        }

        return rows;
    }

    /// <summary>An end names only its disclosure; who and what it was about stands there, if that is among the entries shown.</summary>
    private static string[] Closing(ClosingEntry closing, DisclosureEntry? disclosure) =>
        ["closing", disclosure?.Recipient ?? "", disclosure?.Dataset ?? "", disclosure?.Purpose ?? "", closing.OutcomeName, Number(closing.Delivered)];

    private static string PolicyOf(PolicyEntry policy) =>
        $"{Short(policy.PolicyHash)}, {policy.Agreements} agreements{(policy.Parts > 1 ? $", part {policy.Part + 1} of {policy.Parts}" : "")}";

    /// <summary>The scheme and twelve digits: enough to know it again in an answer's header.</summary>
    private static string Short(string hash) => hash.Length > 19 ? hash[..19] : hash;

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A name from a token may hold anything; control characters could rewrite what a terminal shows.</summary>
    private static string Plain(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));

    private static string JsonOf(List<string[]> rows) => JsonSerializer.Serialize(
        rows.Select(row => Headings.Zip(row).ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal)), Json) + "\n";

    private static string TextOf(List<string[]> rows)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        int[] widths = [.. Headings.Select((heading, column) => rows.Select(row => row[column].Length).Append(heading.Length).Max())];
        foreach (string[] row in rows.Prepend(Headings))
        {
            text.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }

        return text.ToString();
    }
}
