using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ShareGateway.Policy;
using ShareGateway.Reports.Rendering;

namespace ShareGateway.Reports.Tests.Rendering;

/// <summary>Five forms of one report: equal bytes for equal reports, and no cell that a spreadsheet would run.</summary>
public sealed class RenderingTests
{
    [Theory]
    [InlineData(ReportFormat.Html)]
    [InlineData(ReportFormat.Pdf)]
    [InlineData(ReportFormat.Xlsx)]
    [InlineData(ReportFormat.Csv)]
    [InlineData(ReportFormat.Json)]
    public void Equal_reports_give_equal_bytes(ReportFormat format)
    {
        byte[] first = ReportRenderer.Render(Sample("Galerie Lumière SAS"), format);

        Assert.Equal(first, ReportRenderer.Render(Sample("Galerie Lumière SAS"), format));
        Assert.NotEqual(first, ReportRenderer.Render(Sample("Galerie Lumière SARL"), format));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+33 1 23", "'+33 1 23")]
    [InlineData("-2", "'-2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("\n=1", "'\n=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("a=1", "a=1")]
    [InlineData("", "")]
    public void A_spreadsheet_cell_never_starts_a_formula(string text, string guarded)
    {
        Assert.Equal(guarded, CellGuard.Text(text));

        string csv = Encoding.UTF8.GetString(ReportRenderer.Render(Sample(text), ReportFormat.Csv));
        string sheet = Part(ReportRenderer.Render(Sample(text), ReportFormat.Xlsx), "xl/worksheets/sheet2.xml");
        Assert.Contains(guarded.Length == 0 ? ";" : guarded, csv, StringComparison.Ordinal);
        Assert.Contains($">{System.Security.SecurityElement.Escape(guarded)}</t>", sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("<f>", sheet, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(';', "\"a;b\"\"c\"")]
    [InlineData(',', "\"a;b\"\"c\"")]
    public void Csv_has_the_mark_of_utf_8_and_quotes_what_would_part_a_cell(char separator, string quoted)
    {
        byte[] csv = ReportRenderer.Render(Sample("a;b\"c"), ReportFormat.Csv, separator);

        Assert.Equal(new byte[] { 0xEF, 0xBB, 0xBF }, csv[..3]);
        Assert.Contains(quoted, Encoding.UTF8.GetString(csv), StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_holds_no_script_and_points_nowhere()
    {
        string html = Encoding.UTF8.GetString(ReportRenderer.Render(Sample("<script>alert(1)</script>"), ReportFormat.Html));

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", html, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_holds_raw_values_under_names_of_every_language()
    {
        using var json = JsonDocument.Parse(ReportRenderer.Render(Sample("x"), ReportFormat.Json));

        var row = json.RootElement.GetProperty("recipients")[0];
        Assert.Equal(("x", 1234, "2026-11-03"), (row.GetProperty("name").GetString(), row.GetProperty("count").GetInt32(), row.GetProperty("day").GetString()));
        Assert.Equal("cut", json.RootElement.GetProperty("provenance").GetProperty("cutOffEntry").GetString());
    }

    [Fact]
    public void French_spaces_do_not_break_and_days_and_numbers_are_french()
    {
        var words = new ReportWords(Language.French);

        Assert.Equal("Arrêté\u00A0: oui\u00A0; «\u00A0ok\u00A0»\u00A0?", words.Say("", "Arrêté : oui ; « ok » ?"));
        Assert.Equal("3 novembre 2026 à 09\u00A0h\u00A005\u00A0UTC", words.Moment(new DateTimeOffset(2026, 11, 3, 9, 5, 0, TimeSpan.Zero)).Shown.Replace("3\u00A0novembre", "3 novembre", StringComparison.Ordinal));
        Assert.Equal("03/11/2026", words.ShortDay(new DateOnly(2026, 11, 3)).Shown);
        Assert.Equal("Art.\u00A06(1)a)\u00A0RGPD – consentement", words.Law("eu-gdpr:A6-1-a").Shown);
    }

    private static Report Sample(string name)
    {
        var words = new ReportWords(Language.French);
        return new Report
        {
            Kind = "sample",
            Language = Language.French,
            Title = "Un rapport d'essai",
            Subtitle = "du 3 novembre 2026",
            Blocks =
            [
                new HeadingBlock("Chapitre"), new TextBlock("Une phrase assez longue pour devoir être coupée sur une page de papier, et encore quelques mots derrière elle."),
                new BarsBlock("Volumes", [("lundi", 3), ("mardi", 5)]),
                new TableBlock("recipients", "Destinataires", [new("name", "Nom"), new("count", "Nombre"), new("day", "Jour")], [[name, words.Number(1234), words.ShortDay(new DateOnly(2026, 11, 3))]], "Aucun."),
                new PageBreakBlock(),
            ],
            Provenance = new FactsBlock("provenance", [("cutOffEntry", "Arrêté", "cut")]),
            Verification = ["Comment vérifier."],
        };
    }

    private static string Part(byte[] workbook, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
