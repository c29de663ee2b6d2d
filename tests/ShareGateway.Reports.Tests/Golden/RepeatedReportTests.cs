using ShareGateway.Audit.Entries;
using ShareGateway.Policy;
using ShareGateway.Reports.Register;
using ShareGateway.Reports.Rendering;
using ShareGateway.Reports.Tests.Register;

namespace ShareGateway.Reports.Tests.Golden;

/// <summary>A report that is made again with the cut-off of an earlier one is that report, whatever came to the log, the register and the consents in between.</summary>
public sealed class RepeatedReportTests
{
    private static readonly ReportFormat[] Forms = [ReportFormat.Html, ReportFormat.Pdf, ReportFormat.Xlsx, ReportFormat.Csv, ReportFormat.Json];

    public static TheoryData<string> Kinds => new(GoldenSite.Kinds);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task With_the_same_cut_off_every_report_has_the_same_bytes_in_every_form(string kind)
    {
        using var site = await GoldenSite.OpenAsync();
        string note = LogAnchor.Of(site.Log).Note;
        byte[][] before = Rendered(site.Make(kind, Language.French, note));
        await GrowAsync(site);

        byte[][] again = Rendered(site.Make(kind, Language.French, note));
        byte[][] now = Rendered(site.Make(kind, Language.French));

        Assert.All(Forms, form => Assert.Equal(before[Array.IndexOf(Forms, form)], again[Array.IndexOf(Forms, form)]));
        Assert.All(Forms, form => Assert.NotEqual(before[Array.IndexOf(Forms, form)], now[Array.IndexOf(Forms, form)]));
    }

    /// <summary>Another day: a disclosure about the same person, a refusal, a withdrawal. (What the register says of itself stands in each report, so it stays as it is.)</summary>
    private static async Task GrowAsync(GoldenSite site)
    {
        var later = new DateTimeOffset(2026, 11, 6, 10, 0, 0, TimeSpan.Zero);
        await SampleTrail.AppendAsync(
            site.Log,
            later,
            (SampleTrail.Share("ffffffffffffffffffffffffff"), [1, 9]), (SampleTrail.Closed("ffffffffffffffffffffffffff"), []),
            (new RefusalEntry { Recipient = "galerie-lumiere", Dataset = "customers@1", Purpose = "dpv:Marketing", Reason = "purpose-not-agreed", PublicReason = "purpose-not-agreed", Status = 403 }, []));
        await site.WithdrawAsync(later);
    }

    private static byte[][] Rendered(Report report) => [.. Forms.Select(form => ReportRenderer.Render(report, form))];
}
