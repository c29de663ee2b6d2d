using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using ShareGateway.Policy;

namespace ShareGateway.Reports.Rendering;

/// <summary>A report as one HTML page: styles and charts inside, no script, nothing from anywhere else; also fit for print.</summary>
internal sealed class HtmlPage
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _html = new();

    public static byte[] Of(Report report)
    {
        var page = new HtmlPage();
        page.Write(report);
        return Encoding.UTF8.GetBytes(page._html.ToString());
    }

    private static string Text(string text) => Encoder.Encode(text).Replace("&#xA0;", "&nbsp;", StringComparison.Ordinal);

    private void Write(Report report)
    {
        string language = report.Language == Language.French ? "fr" : "en";
        _html.Append(CultureInfo.InvariantCulture, $"<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n");
        _html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        _html.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        _html.Append("<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">\n");
        _html.Append(CultureInfo.InvariantCulture, $"<title>{Text(report.Title)}</title>\n<style>\n{HtmlStyle.Css}</style>\n</head>\n<body>\n<main>\n");
        _html.Append(CultureInfo.InvariantCulture, $"<header><h1>{Text(report.Title)}</h1><p>{Text(report.Subtitle)}</p></header>\n");
        foreach (var block in report.Blocks)
        {
            Write(block);
        }

        WriteProvenance(report);
        _html.Append("</main>\n</body>\n</html>\n");
    }

    private void Write(ReportBlock block)
    {
        switch (block)
        {
            case HeadingBlock heading:
                _html.Append(CultureInfo.InvariantCulture, $"<h2>{Text(heading.Text)}</h2>\n");
                break;
            case TextBlock text:
                _html.Append(CultureInfo.InvariantCulture, $"<p{(text.IsNote ? " class=\"note\"" : "")}>{Text(text.Text).Replace("&#xA;", "<br>", StringComparison.Ordinal)}</p>\n");
                break;
            case FactsBlock facts:
                WriteFacts(facts);
                break;
            case TableBlock { IsOnPages: true } table:
                WriteTable(table.OnPages());
                break;
            case BarsBlock bars:
                _html.Append(SvgBars.Of(bars, Text));
                break;
            case PageBreakBlock:
                _html.Append("<div class=\"break\"></div>\n");
                break;
            default:
                break;
        }
    }

    private void WriteProvenance(Report report)
    {
        _html.Append(CultureInfo.InvariantCulture, $"<footer>\n<h2>{(report.Language == Language.French ? "Origine et vérification" : "Where this comes from, and how to check it")}</h2>\n");
        WriteFacts(report.Provenance);
        foreach (string sentence in report.Verification)
        {
            _html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">{Text(sentence)}</p>\n");
        }

        _html.Append("</footer>\n");
    }

    private void WriteFacts(FactsBlock facts)
    {
        _html.Append("<dl>\n");
        foreach (var (_, label, value) in facts.Facts)
        {
            _html.Append(CultureInfo.InvariantCulture, $"<dt>{Text(label)}</dt><dd>{Text(value.Shown).Replace("&#xA;", "<br>", StringComparison.Ordinal)}</dd>\n");
        }

        _html.Append("</dl>\n");
    }

    private void WriteTable(TableBlock table)
    {
        if (table.Rows.IsEmpty)
        {
            _html.Append(CultureInfo.InvariantCulture, $"<h3>{Text(table.Title)}</h3>\n<p class=\"note\">{Text(table.WhenEmpty)}</p>\n");
            return;
        }

        _html.Append(CultureInfo.InvariantCulture, $"<div class=\"wide\"><table>\n<caption>{Text(table.Title)}</caption>\n<thead><tr>");
        for (int i = 0; i < table.Columns.Length; i++)
        {
            _html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\"{Align(table.Rows, i)}>{Text(table.Columns[i].Title)}</th>");
        }

        _html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows)
        {
            _html.Append("<tr>");
            foreach (var cell in row)
            {
                _html.Append(CultureInfo.InvariantCulture, $"<td{(cell.IsNumber ? " class=\"n\"" : "")}>{Text(cell.Shown).Replace("&#xA;", "<br>", StringComparison.Ordinal)}</td>");
            }

            _html.Append("</tr>\n");
        }

        _html.Append("</tbody></table></div>\n");
    }

    private static string Align(ImmutableArray<ImmutableArray<Cell>> rows, int column) => rows[0][column].IsNumber ? " class=\"n\"" : "";
}
