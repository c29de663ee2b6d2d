using System.Text;

namespace ShareGateway.Sharing.Trials;

/// <summary>Reads a whole CSV text (RFC 4180), as the recipient of an answer would. Slow and simple: for trials only.</summary>
internal static class CsvRows
{
    /// <summary>All rows, the header first. An unquoted empty cell is null, a quoted one is empty text.</summary>
    public static List<List<(string Text, bool IsQuoted)>> Read(string text)
    {
        var rows = new List<List<(string, bool)>>();
        for (int at = 0; at < text.Length;)
        {
            var row = new List<(string, bool)>();
            do
            {
                row.Add(ReadCell(text, ref at));
            }
            while (at < text.Length && text[at++] == ',');
            at += at < text.Length && text[at] == '\n' ? 1 : 0;
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Reads one cell and stops at the comma or line end behind it.</summary>
    private static (string Text, bool IsQuoted) ReadCell(string text, ref int at)
    {
        if (at == text.Length || text[at] != '"')
        {
            int end = text.AsSpan(at).IndexOfAny(',', '\r', '\n') is var length and >= 0 ? at + length : text.Length;
            string plain = text[at..end];
            at = end;
            return (plain, false);
        }

        var cell = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"' && (at + 1 == text.Length || text[++at] != '"'))
            {
                break;
            }

            cell.Append(text[at]);
        }

        return (cell.ToString(), true);
    }
}
