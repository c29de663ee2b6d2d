using System.Text;

namespace ShareGateway.Reports.Rendering;

/// <summary>A report as CSV (RFC 4180): its tables one below the other, then where they come from. With the mark by which Excel knows UTF-8.</summary>
internal static class CsvText
{
    public static byte[] Of(Report report, char separator)
    {
        var text = new StringBuilder();
        Line([report.Title, report.Subtitle]);
        foreach (var block in report.Blocks)
        {
            switch (block)
            {
                case TableBlock table:
                    text.Append("\r\n");
                    Line([table.Title]);
                    Line(table.Columns.Select(column => column.SheetTitle));
                    table.Rows.ToList().ForEach(row => Line(row.Select(cell => cell.Sheet)));
                    break;
                case FactsBlock { IsForPagesOnly: false } facts:
                    text.Append("\r\n");
                    Write(facts);
                    break;
                default:
                    break;
            }
        }

        text.Append("\r\n");
        Write(report.Provenance);
        report.Verification.ToList().ForEach(sentence => Line([sentence]));
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];

        void Write(FactsBlock facts) => facts.Facts.ToList().ForEach(fact => Line([fact.Label, fact.Value.Sheet]));

        void Line(IEnumerable<string> values) => text.AppendJoin(separator, values.Select(value => Quoted(CellGuard.Text(value), separator))).Append("\r\n");
    }

    private static string Quoted(string value, char separator) =>
        value.AsSpan().IndexOfAny([separator, '"', '\r', '\n']) < 0 ? value : '"' + value.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}
