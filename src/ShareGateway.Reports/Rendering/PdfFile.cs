using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using PdfSharp.Pdf;
using ShareGateway.Policy;

namespace ShareGateway.Reports.Rendering;

/// <summary>A report as PDF on A4. Fonts are embedded; what the library draws at random is put in order afterwards.</summary>
internal sealed partial class PdfFile
{
    private const double LabelShare = 0.28;
    private static readonly DateTime FixedDate = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly PdfDocument _document;
    private readonly PdfFlow _flow;

    private PdfFile(PdfDocument document) => (_document, _flow) = (document, new PdfFlow(document));

    public static byte[] Of(Report report)
    {
        using var document = new PdfDocument();
        new PdfFile(document).Write(report);
        using var bytes = new MemoryStream();
        document.Save(bytes, closeStream: false);
        return WithoutChance(bytes.ToArray());
    }

    private void Write(Report report)
    {
        _document.Info.Title = report.Title;
        _document.Info.Creator = "ShareGateway";
        (_document.Info.CreationDate, _document.Info.ModificationDate) = (FixedDate, FixedDate);
        _document.Language = report.Language == Language.French ? "fr" : "en";
        _flow.Paragraph(report.Title, PdfStyle.Title);
        _flow.Paragraph(report.Subtitle, PdfStyle.Soft);
        _flow.Rule(PdfStyle.Accent, 1.5);
        foreach (var block in report.Blocks)
        {
            Write(block);
        }

        _flow.Heading(report.Language == Language.French ? "Origine et vérification" : "Where this comes from, and how to check it");
        Facts(report.Provenance);
        foreach (string sentence in report.Verification)
        {
            _flow.Paragraph(sentence, PdfStyle.Soft);
        }

        _flow.Finish(report.Title);
    }

    private void Write(ReportBlock block)
    {
        switch (block)
        {
            case HeadingBlock heading:
                _flow.Heading(heading.Text);
                break;
            case TextBlock text:
                _flow.Paragraph(text.Text, text.IsNote ? PdfStyle.Soft : PdfStyle.Body);
                break;
            case FactsBlock facts:
                Facts(facts);
                break;
            case TableBlock { IsOnPages: true } table:
                Table(table.OnPages());
                break;
            case BarsBlock { Bars.IsEmpty: false } bars:
                Bars(bars);
                break;
            case PageBreakBlock:
                _flow.NewPage();
                break;
            default:
                break;
        }
    }

    private void Facts(FactsBlock facts)
    {
        foreach (var (_, label, value) in facts.Facts)
        {
            _flow.Row([(label, LabelShare, PdfStyle.Soft, false), (value.Shown, 1 - LabelShare, PdfStyle.Body, false)], padding: 1.5);
        }

        _flow.Space(6);
    }

    private void Table(TableBlock table)
    {
        _flow.Space(6);
        _flow.KeepTogether(60);
        _flow.Paragraph(table.Title, PdfStyle.Strong);
        if (table.Rows.IsEmpty)
        {
            _flow.Paragraph(table.WhenEmpty, PdfStyle.Soft);
            return;
        }

        double[] shares = PdfColumns.Shares(table, _flow.Width, PdfFlow.Gap, (word, isHeading) => _flow.Measure(word, isHeading ? PdfStyle.CellHeading : PdfStyle.Cell));
        var heading = table.Columns.Select((column, i) => (column.Title, shares[i], PdfStyle.CellHeading, table.Rows[0][i].IsNumber)).ToImmutableArray();
        _flow.RepeatOnNewPage = () => _flow.Row(heading, padding: 3, fill: PdfStyle.Pale, line: true);
        _flow.RepeatOnNewPage();
        foreach (var row in table.Rows)
        {
            _flow.Row([.. row.Select((cell, i) => (cell.Shown, shares[i], PdfStyle.Cell, cell.IsNumber))], padding: 3, line: true);
        }

        _flow.RepeatOnNewPage = null;
        _flow.Space(8);
    }

    private void Bars(BarsBlock block)
    {
        _flow.Space(6);
        _flow.KeepTogether(60);
        _flow.Paragraph(block.Title, PdfStyle.Strong);
        long most = Math.Max(1, block.Bars.Max(bar => bar.Value));
        foreach (var (label, value) in block.Bars)
        {
            _flow.Bar(SvgBars.Short(label), (double)value / most, value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u00A0'));
        }

        _flow.Space(8);
    }

    /// <summary>
    /// The library puts random ids into the file and random letters before the names of its fonts, all of one length. They become a hash of
    /// the rest, so that equal reports are equal files.
    /// </summary>
    private static byte[] WithoutChance(byte[] bytes)
    {
        string text = Encoding.Latin1.GetString(bytes);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        text = FontTag().Replace(text, match => names.TryGetValue(match.Value, out string? name) ? name : names[match.Value] = $"/AAAAA{(char)('A' + names.Count)}+Liberation");
        text = Uuid().Replace(text, "uuid:00000000-0000-0000-0000-000000000000");
        text = FileId().Replace(text, $"/ID[<{new string('0', 32)}><{new string('0', 32)}>]");
        string hash = Convert.ToHexString(SHA256.HashData(Encoding.Latin1.GetBytes(text)))[..32];
        string uuid = new Guid(Convert.FromHexString(hash)).ToString();
        text = FileId().Replace(text, $"/ID[<{hash}><{hash}>]");
        return Encoding.Latin1.GetBytes(Uuid().Replace(text, $"uuid:{uuid}"));
    }

    [GeneratedRegex(@"/[A-Z]{6}\+Liberation", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex FontTag();

    [GeneratedRegex("uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Uuid();

    [GeneratedRegex(@"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex FileId();
}
