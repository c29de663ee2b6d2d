using System.IO.Compression;
using System.Xml.Linq;
using PdfSharp.Pdf.IO;
using ShareGateway.Policy;
using ShareGateway.Reports.Rendering;

namespace ShareGateway.Reports.Tests.Golden;

/// <summary>The files of every report that are no text: a PDF that a reader opens, a workbook whose parts belong together and hold what the report holds.</summary>
public sealed class ReportFileTests
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public static TheoryData<string> Kinds => new(GoldenSite.Kinds);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_pdf_opens_and_has_a_page_of_A4_its_title_its_language_and_its_own_fonts(string kind)
    {
        using var site = await GoldenSite.OpenAsync();
        var report = site.Make(kind, Language.French);

        byte[] bytes = ReportRenderer.Render(report, ReportFormat.Pdf);
        using var pdf = PdfReader.Open(new MemoryStream(bytes), PdfDocumentOpenMode.Import);

        string raw = System.Text.Encoding.Latin1.GetString(bytes);
        Assert.StartsWith("%PDF-1.", raw, StringComparison.Ordinal);
        Assert.EndsWith("%%EOF", raw.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal((report.Title, "fr"), (pdf.Info.Title, pdf.Language));
        Assert.InRange(pdf.PageCount, 1, 12);
        Assert.All(Enumerable.Range(0, pdf.PageCount), i => Assert.Equal((595, 842), ((int)pdf.Pages[i].Width.Point, (int)pdf.Pages[i].Height.Point)));
        Assert.Contains("/FontFile2", raw, StringComparison.Ordinal);
        Assert.DoesNotContain("/JavaScript", raw, StringComparison.Ordinal);
        Assert.DoesNotContain("/URI", raw, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_workbook_has_a_sheet_for_each_table_with_every_row_and_no_formula(string kind)
    {
        using var site = await GoldenSite.OpenAsync();
        var report = site.Make(kind, Language.French);

        using var zip = new ZipArchive(new MemoryStream(ReportRenderer.Render(report, ReportFormat.Xlsx)));

        var tables = report.Blocks.OfType<TableBlock>().ToArray();
        string[] names = [.. Part(zip, "xl/workbook.xml").Descendants(Main + "sheet").Select(sheet => sheet.Attribute("name")!.Value)];
        string[] targets = [.. Part(zip, "xl/_rels/workbook.xml.rels").Root!.Elements().Select(relation => "xl/" + relation.Attribute("Target")!.Value)];
        string[] typed = [.. Part(zip, "[Content_Types].xml").Root!.Elements().Select(type => type.Attribute("PartName")?.Value ?? "").Where(part => part.Length > 0)];
        Assert.Equal(tables.Length + 1, names.Length);
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, name => Assert.True(name.Length is > 0 and <= 31 && name.IndexOfAny(['[', ']', ':', '*', '?', '/', '\\']) < 0, name));
        Assert.All(targets, target => Assert.NotNull(zip.GetEntry(target)));
        Assert.All(targets, target => Assert.Contains("/" + target, typed));
        for (int i = 0; i < tables.Length; i++)
        {
            var rows = Sheet(zip, i + 2).Descendants(Main + "row").ToArray();
            Assert.Equal(tables[i].Rows.Length + 1, rows.Length);
            Assert.All(rows, row => Assert.Equal(tables[i].Columns.Length, row.Elements(Main + "c").Count()));
        }

        Assert.All(Enumerable.Range(1, names.Length), i => Assert.Empty(Sheet(zip, i).Descendants(Main + "f")));
    }

    internal static XDocument Sheet(ZipArchive zip, int number) => Part(zip, FormattableString.Invariant($"xl/worksheets/sheet{number}.xml"));

    private static XDocument Part(ZipArchive zip, string name)
    {
        using var stream = zip.GetEntry(name)!.Open();
        return XDocument.Load(stream);
    }
}
