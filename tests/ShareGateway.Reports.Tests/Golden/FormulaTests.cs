using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using ShareGateway.Policy;
using ShareGateway.Reports.Rendering;
using ShareGateway.Reports.Tests.Register;

namespace ShareGateway.Reports.Tests.Golden;

/// <summary>Whatever people write into policies, consents, notes and the question: no cell of any report is one that a spreadsheet would run.</summary>
public sealed class FormulaTests : IDisposable
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private readonly string _policies = Directory.CreateTempSubdirectory("sharegateway-formula-").FullName;

    public static TheoryData<string> Kinds => new(GoldenSite.Kinds);

    public void Dispose() => Directory.Delete(_policies, recursive: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task No_cell_of_any_report_starts_a_formula(string kind)
    {
        FolderDigest.Copy(Path.Combine(GoldenSite.Folder, "policies"), _policies);
        Write("recipients/galerie-lumiere.yaml", "legalName: .*", "legalName: \"=HYPERLINK(1)\"");
        Write("recipients/alpes-conseil.yaml", "legalName: .*", "legalName: \"+SUM(1)\"");
        Write("fr/maison-nord/agreements/galerie-lumiere-newsletter.yaml", "title: .*", "title: \"-2+3\"");
        Write("fr/maison-nord/agreements/galerie-lumiere-recommendations.yaml", "title: .*", "title: \"@SUM(1)\"");
        Write("transfers.yaml", "Switzerland: Commission Decision", "=Decision");
        using var site = await GoldenSite.OpenAsync(_policies, typed: "+33 1 23", consentSource: "=cmd");

        var report = site.Make(kind, Language.French, text: "-2+3");

        string[] csv = [.. CellsOf(ReportRenderer.Render(report, ReportFormat.Csv))];
        string[] sheet = [.. TextsOf(ReportRenderer.Render(report, ReportFormat.Xlsx))];
        Assert.All(csv.Concat(sheet), cell => Assert.False(cell.Length > 0 && "=+-@\t\r\n".Contains(cell[0], StringComparison.Ordinal), cell));
        Assert.Contains(csv, cell => cell.Contains("=HYPERLINK(1)", StringComparison.Ordinal)); // it did get there, and so did the guard
        Assert.Contains(sheet, text => text.Contains("=HYPERLINK(1)", StringComparison.Ordinal));
    }

    private void Write(string file, string pattern, string text)
    {
        string path = Path.Combine(_policies, file);
        string before = File.ReadAllText(path);
        string after = System.Text.RegularExpressions.Regex.Replace(before, pattern, text, System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.NotEqual(before, after);
        File.WriteAllText(path, after);
    }

    /// <summary>The cells of CSV by the rules of RFC 4180.</summary>
    private static IEnumerable<string> CellsOf(byte[] csv)
    {
        string text = Encoding.UTF8.GetString(csv)[1..]; // without the mark
        var cell = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '"')
            {
                bool twin = quoted && i + 1 < text.Length && text[i + 1] == '"';
                quoted = twin || !quoted;
                _ = twin ? cell.Append(text[i++]) : cell;
            }
            else if (!quoted && (c is ';' or '\r' or '\n'))
            {
                yield return cell.ToString();
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }
    }

    private static IEnumerable<string> TextsOf(byte[] workbook)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        int sheets = zip.Entries.Count(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal));
        return [.. Enumerable.Range(1, sheets).SelectMany(i => ReportFileTests.Sheet(zip, i).Descendants(Main + "t").Select(text => text.Value))];
    }
}
