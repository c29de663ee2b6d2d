using System.Text;
using System.Text.Json;
using ShareGateway.Audit.Merkle;
using ShareGateway.Audit.Tiles;
using ShareGateway.Policy;
using ShareGateway.Policy.Loading;
using ShareGateway.Reports.Persons;
using ShareGateway.Reports.Register;
using ShareGateway.Reports.Rendering;
using ShareGateway.Reports.Tests.Register;

namespace ShareGateway.Reports.Tests.Persons;

/// <summary>What a person is told, from the register and from the log that is not in it yet.</summary>
public sealed class PersonReportTests : IDisposable
{
    private static readonly PolicySet Policies = PolicyLoader.Load(Path.Combine(AppContext.BaseDirectory, "policies")).Set!;
    private readonly SampleTrail _trail = new();

    public void Dispose() => _trail.Dispose();

    [Fact]
    public async Task Every_disclosure_of_the_person_is_told_and_nobody_else_s()
    {
        await DiscloseAsync();

        using var json = Rendered(1);

        Assert.Equal([0, 1, 4], json.RootElement.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("entry").GetInt32()));
        var recipient = json.RootElement.GetProperty("recipients")[0];
        Assert.Equal(("galerie-lumiere", 2, "2026-11-03", "2026-11-04"), (recipient.GetProperty("recipient").GetString(), recipient.GetProperty("times").GetInt32(), recipient.GetProperty("first").GetString(), recipient.GetProperty("last").GetString()));
    }

    [Fact]
    public async Task Fields_of_a_later_chunk_are_those_of_the_first_and_a_field_left_out_is_not_told()
    {
        await DiscloseAsync();

        using var json = Rendered(2);

        Assert.Equal(
            ["basket[].sku", "birth_date", "customer_id"],
            json.RootElement.GetProperty("fields").EnumerateArray().Select(row => row.GetProperty("field").GetString()!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task The_answer_is_the_same_before_during_and_after_compaction(bool compact, bool andAgain)
    {
        await DiscloseAsync();
        string before = Entries(Rendered(1)) + Entries(Rendered(2)) + Entries(Rendered(3));

        if (compact)
        {
            Compaction.Run(new CompactionOptions { Log = _trail.Log, Register = _trail.Register, IncludeGrowing = andAgain });
        }

        Assert.Equal(before, Entries(Rendered(1)) + Entries(Rendered(2)) + Entries(Rendered(3)));
    }

    [Theory]
    [InlineData(ReportFormat.Html)]
    [InlineData(ReportFormat.Pdf)]
    [InlineData(ReportFormat.Xlsx)]
    [InlineData(ReportFormat.Csv)]
    [InlineData(ReportFormat.Json)]
    public async Task With_the_same_cut_off_a_report_is_the_same_bytes_after_the_log_has_grown(ReportFormat format)
    {
        await DiscloseAsync();
        string note = LogAnchor.Of(_trail.Log).Note;
        byte[] before = ReportRenderer.Render(Report(1, note), format);

        await _trail.AppendAsync(1 << 20, (SampleTrail.Share("later"), [1]), (SampleTrail.Closed("later"), []));
        byte[] same = ReportRenderer.Render(Report(1, note), format);
        byte[] other = ReportRenderer.Render(Report(1, null), format);

        Assert.Equal(before, same);
        Assert.NotEqual(before, other);
    }

    [Fact]
    public async Task Each_proof_holds_for_the_stored_bytes_with_the_key_of_the_log_alone()
    {
        await DiscloseAsync();
        Compaction.Run(new CompactionOptions { Log = _trail.Log, Register = _trail.Register, IncludeGrowing = true });

        using var json = Rendered(1);

        var key = LogAnchor.Of(_trail.Log).Key;
        var proofs = json.RootElement.GetProperty("proofs").EnumerateArray().ToArray();
        Assert.Equal([0, 4], proofs.Select(proof => proof.GetProperty("entry").GetInt32()));
        Assert.All(proofs, item =>
        {
            Assert.True(LogProof.TryParse(item.GetProperty("proof").GetString()!, out var proof));
            Assert.True(proof.Holds(key, MerkleProofs.LeafHash(Encoding.UTF8.GetBytes(item.GetProperty("stored").GetString()!)), out string problem), problem);
        });
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public async Task Many_entries_are_left_to_the_other_forms_and_the_page_says_so(int entries, bool onPages)
    {
        await _trail.AppendAsync(1 << 20, [.. Enumerable.Range(0, entries).Select(i => ((ShareGateway.Audit.Entries.AuditEntry)SampleTrail.Share($"s{i}"), new byte[] { 1 }))]);

        var report = Report(1, null);

        string html = Encoding.UTF8.GetString(ReportRenderer.Render(report, ReportFormat.Html));
        Assert.Equal(onPages, html.Contains("Evidence: the entries of the audit log", StringComparison.Ordinal));
        Assert.Equal(!onPages, html.Contains("The 61 entries of the audit log behind these tables stand in the forms XLSX, CSV and JSON", StringComparison.Ordinal));
        Assert.Contains("Evidence: the entries of the audit log", Encoding.UTF8.GetString(ReportRenderer.Render(report, ReportFormat.Csv)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_never_disclosed_is_told_so()
    {
        await DiscloseAsync();

        using var json = Rendered(200);

        Assert.Empty(json.RootElement.GetProperty("recipients").EnumerateArray());
        Assert.Contains("No data about you was disclosed", json.RootElement.GetProperty("text").GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.French, "2 transmissions au total, entre le 3 novembre 2026 et le 4 novembre 2026.")]
    [InlineData(Language.English, "2 times in all, between 3 November 2026 and 4 November 2026.")]
    public async Task The_letter_says_how_often_and_when(Language language, string words)
    {
        await DiscloseAsync();

        var report = DisclosureReports.Person(Source(null) with { Language = language }, Question(1));

        Assert.Contains(words, string.Join(' ', report.Blocks.OfType<TextBlock>().Select(block => block.Text)).Replace('\u00A0', ' '), StringComparison.Ordinal);
    }

    private async Task DiscloseAsync()
    {
        await _trail.AppendAsync(1, (SampleTrail.Share("a"), [1]), (SampleTrail.Share("a", chunk: 1), [1, 2]), (SampleTrail.Closed("a", 2), []));
        _trail.Now += TimeSpan.FromDays(1);
        await _trail.AppendAsync(1 << 20, (SampleTrail.Share("b"), [3]), (SampleTrail.Share("c"), [3, 1]), (SampleTrail.Closed("b"), []), (SampleTrail.Closed("c"), []));
    }

    private JsonDocument Rendered(byte person) => JsonDocument.Parse(ReportRenderer.Render(Report(person, null), ReportFormat.Json));

    private Report Report(byte person, string? note) => DisclosureReports.Person(Source(note), Question(person));

    private ReportSource Source(string? note) => new() { Log = _trail.Log, Register = _trail.Register, Policies = Policies, Checkpoint = note };

    private static PersonQuestion Question(byte person) => new([SampleTrail.Person(person)], "C-0000001", "", "", null);

    private static string Entries(JsonDocument json)
    {
        using (json)
        {
            return json.RootElement.GetProperty("entries").GetRawText() + json.RootElement.GetProperty("fields").GetRawText();
        }
    }
}
