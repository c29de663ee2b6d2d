using System.Text.Json;
using ShareGateway.Cli.Tests.Audit;

namespace ShareGateway.Cli.Tests.Reports;

/// <summary>Every <c>sharegateway report …</c> through the whole command tree: what is written, and what is said of wrong use.</summary>
public sealed class ReportCommandTests : IAsyncLifetime
{
    private static readonly string Policies = Path.Combine(AppContext.BaseDirectory, "policies");
    private SampleLog _log = null!;

    public static TheoryData<string, string[]> Commands => new()
    {
        { "person", ["--subject-key", SampleLog.Person, "--to", "Claire Exemple\\nLille", "--date", "2026-11-06"] },
        { "recipients-to-notify", ["--subject-key", SampleLog.Person, "--case", "DPO-1", "--right", "rectification"] },
        { "register", [] },
        { "breach", ["--client", "galerie-lumiere-batch", "--dataset", "loyalty-purchases@2", "--key-epoch", "0", "--since", "2026-11-01T00:00:00Z", "--aware-at", "2026-11-05"] },
        { "recipient", ["--recipient", "galerie-lumiere"] },
        { "consent-evidence", ["--subject-key", SampleLog.Person] },
        { "transfers", [] },
        { "overview", ["--from", "2026-11-01", "--until", "2026-11-30"] },
    };

    public async ValueTask InitializeAsync() => _log = await SampleLog.OfDaysAsync(AuditCompactTests.Day(1), AuditCompactTests.Day(2));

    public ValueTask DisposeAsync()
    {
        _log.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Each_report_is_printed_as_text_and_written_as_a_file_and_is_the_same_with_its_cut_off(string name, string[] more)
    {
        var json = Report(name, [.. more, "--format", "json"]);
        string[] files = [.. new[] { "html", "pdf", "xlsx", "csv" }.Select(form => Path.Combine(_log.Data, $"{name}.{form}"))];
        Assert.All(files, file => Assert.Equal((0, file + "\n", ""), Told(Report(name, [.. more, "--lang", "fr", "--format", Path.GetExtension(file)[1..], "--out", file]))));
        await _log.AppendAtAsync(AuditCompactTests.Day(5), SampleLog.Share("later", 3));

        var later = Report(name, [.. more, "--format", "json"]);
        var again = Report(name, [.. more, "--format", "json", "--cut-off", "4"]);

        Assert.Equal((0, ""), (json.Code, json.Error));
        Assert.Equal(name, JsonElement.Parse(json.Output).GetProperty("report").GetString());
        Assert.Equal(4, JsonElement.Parse(json.Output).GetProperty("provenance").GetProperty("cutOffEntry").GetInt32());
        Assert.Equal(json.Output, again.Output);
        Assert.NotEqual(json.Output, later.Output);
        Assert.StartsWith("<!doctype html>\n<html lang=\"fr\">", await File.ReadAllTextAsync(files[0], TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.All(files, file => Assert.True(new FileInfo(file).Length > 500, file));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_report_without_what_it_needs_is_wrong_use(string name, string[] more)
    {
        string pdf = Path.Combine(_log.Data, "x.pdf");
        Assert.Equal(2, CliRun.Of(["report", name, _log.Folder, .. more]).Code); // no policies
        Assert.Equal((2, "", "there is no folder `/no/such`; expected the folder of an audit log\n"), Told(CliRun.Of(["report", name, "/no/such", "--policies", Policies, .. more])));
        Assert.Equal((2, "", $"there is no folder `{pdf}`; expected a policy folder\n"), Told(CliRun.Of(["report", name, _log.Folder, "--policies", pdf, .. more])));
        Assert.Equal((2, "", "expected `--out` with a file for the form pdf\n"), Told(Report(name, [.. more, "--format", "pdf"])));
        Assert.Equal((2, "", "no checkpoint of 3 entries was kept; known: none\n"), Told(Report(name, [.. more, "--cut-off", "3"])));
        Assert.Equal(2, Report(name, [.. more, "--format", "odt"]).Code);
        Assert.Equal(2, Report(name, [.. more, "--lang", "de"]).Code);
        Assert.Equal(2, Report(name, [.. more, "--out", Path.Combine(_log.Data, "no", "such", "x.html")]).Code);
        Assert.False(File.Exists(pdf));
    }

    [Theory]
    [InlineData("overview", "expected `--from` to be a day such as `2026-11-01`, got `yesterday`", "--from", "yesterday")]
    [InlineData("person", "expected `--id`, `--scheme`, `--gateway` and `--token-file`, or `--subject-key`")]
    [InlineData("person", "expected `--subject-key` to be 32 hex digits", "--subject-key", "c0ffee")]
    [InlineData("person", "expected `--date` to be a day such as `2026-11-26`, got `6/11`", "--date", "6/11")]
    [InlineData("person", "expected `--gateway` to be an address such as `http://127.0.0.1:8081`, got `here`", "--id", "C-1", "--scheme", "customer-number", "--gateway", "here", "--token-file", "t")]
    [InlineData("consent-evidence", "expected `--id`, `--scheme`, `--gateway` and `--token-file`, or `--subject-key`")]
    [InlineData("recipients-to-notify", "expected `--case` of letters, digits, `.` and `-`, `--mark` such as `galerie-lumiere=notified`, and `--on` such as `2026-11-26`", "--case", "../x")]
    [InlineData("recipients-to-notify", "expected `--case` of letters, digits, `.` and `-`, `--mark` such as `galerie-lumiere=notified`, and `--on` such as `2026-11-26`", "--case", "x", "--mark", "a=told")]
    [InlineData("recipients-to-notify", "expected `--case` of letters, digits, `.` and `-`, `--mark` such as `galerie-lumiere=notified`, and `--on` such as `2026-11-26`", "--case", "x", "--on", "today")]
    [InlineData("breach", "expected `--aware-at` to be a moment such as `2026-11-26T09:00:00Z`, got `noon`", "--aware-at", "noon")]
    [InlineData("breach", "expected `--before` to be a moment such as `2026-11-26T09:00:00Z`, got `noon`", "--before", "noon")]
    [InlineData("breach", "expected `--certificate` to be a SHA-256 thumbprint of 64 hex digits", "--certificate", "c0:ff:ee")]
    [InlineData("breach", "there is no folder `/no/such`; expected a policy folder", "--mended-policies", "/no/such")]
    public void What_is_wrong_with_an_option_is_said_in_one_line(string name, string expected, params string[] more) =>
        Assert.Equal((2, "", expected + "\n"), Told(Report(name, more)));

    [Theory]
    [InlineData("recipient")]
    [InlineData("recipients-to-notify", "--subject-key", "07070707070707070707070707070707")]
    [InlineData("recipients-to-notify", "--case", "x", "--right", "oblivion")]
    [InlineData("breach", "--key-epoch", "one")]
    [InlineData("everything")]
    public void A_command_line_that_is_not_understood_ends_with_exit_code_2(string name, params string[] more) => Assert.Equal(2, Report(name, more).Code);

    [Fact]
    public void A_person_s_keys_are_asked_of_the_gateway_and_one_that_does_not_answer_gives_no_report()
    {
        string token = Path.Combine(_log.Data, "token");
        File.WriteAllText(token, "x");

        var run = Report("person", "--id", "C-0000001", "--scheme", "customer-number", "--gateway", "http://127.0.0.1:1", "--token-file", token);

        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.StartsWith("the gateway cannot be asked: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void States_of_a_case_are_kept_from_run_to_run_and_hold_nothing_of_the_person()
    {
        string[] person = ["--subject-key", SampleLog.Person, "--case", "DPO-1", "--format", "json"];
        var marked = Report("recipients-to-notify", [.. person, "--mark", "galerie-lumiere=notified", "--on", "2026-11-05", "--note", "by letter"]);
        var later = Report("recipients-to-notify", person);
        var other = Report("recipients-to-notify", ["--subject-key", SampleLog.Person, "--case", "DPO-2", "--format", "json"]);

        Assert.Equal(marked.Output, later.Output);
        Assert.Equal(("notified", "2026-11-05", "by letter"), StateIn(later));
        Assert.Equal(("to-notify", "", ""), StateIn(other));
        Assert.DoesNotContain(SampleLog.Person, File.ReadAllText(Path.Combine(_log.Data, "register", "cases", "DPO-1.json")), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_breach_by_a_certificate_that_no_recipient_has_is_a_finding_not_an_empty_answer()
    {
        string thumbprint = new('a', 64);

        var run = Report("breach", "--certificate", thumbprint.ToUpperInvariant());

        Assert.Equal((1, "", $"no recipient of the policies has the certificate `{thumbprint}`; give its recipient instead\n"), Told(run));
    }

    [Fact]
    public void A_damaged_register_is_a_finding()
    {
        Assert.Equal(0, CliRun.Of("audit", "compact", _log.Folder).Code);
        File.WriteAllText(Directory.EnumerateFiles(Path.Combine(_log.Data, "register", "batches")).Single(), "{}");

        var run = Report("overview");

        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Contains("expected a batch of a register", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr", null, ';')]
    [InlineData("en", null, ',')]
    [InlineData("en", "semicolon", ';')]
    [InlineData("fr", "comma", ',')]
    public void Csv_has_the_separator_of_its_language_or_the_one_asked_for(string language, string? separator, char expected)
    {
        var run = Report("overview", ["--lang", language, "--format", "csv", .. separator is null ? Array.Empty<string>() : ["--separator", separator]]);

        Assert.Contains($"{(language == "fr" ? "Personnes distinctes" : "Distinct people")}{expected}1\r\n", run.Output, StringComparison.Ordinal);
    }

    private static (string? State, string? On, string? Note) StateIn(CliRun run)
    {
        var row = JsonElement.Parse(run.Output).GetProperty("recipients")[0];
        return (row.GetProperty("state").GetString(), row.GetProperty("on").GetString(), row.GetProperty("note").GetString());
    }

    private CliRun Report(string name, params string[] more) => CliRun.Of(["report", name, _log.Folder, "--policies", Policies, .. more]);

    private static (int Code, string Output, string Error) Told(CliRun run) => (run.Code, run.Output, run.Error);
}
