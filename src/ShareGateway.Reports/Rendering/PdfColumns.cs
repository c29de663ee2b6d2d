namespace ShareGateway.Reports.Rendering;

/// <summary>How wide the columns of a table are on paper: by their weights, but wide enough for a word or a date, which should not be broken.</summary>
internal static class PdfColumns
{
    private const double WidestNeed = 0.22; // of the table; what is longer, as addresses and hashes are, breaks

    /// <summary>The share of each column; together 1.</summary>
    /// <param name="table">A table with a row at least.</param>
    /// <param name="width">Of the page.</param>
    /// <param name="gap">Between the edge of a cell and its text.</param>
    /// <param name="measure">The width of a heading (true) or of a cell's text.</param>
    public static double[] Shares(TableBlock table, double width, double gap, Func<string, bool, double> measure)
    {
        double[] needs = [.. table.Columns.Select((column, i) => Math.Min(WidestNeed, (NeedOf(table, i, measure) + (2 * gap) + 1) / width))];
        double[] shares = [.. table.Columns.Select(column => column.Weight / table.Columns.Sum(other => other.Weight))];
        var narrow = new HashSet<int>();
        while (Enumerable.Range(0, shares.Length).FirstOrDefault(i => !narrow.Contains(i) && shares[i] < needs[i], -1) is >= 0 and var found)
        {
            narrow.Add(found);
            double left = 1 - narrow.Sum(i => needs[i]);
            double weights = Enumerable.Range(0, shares.Length).Where(i => !narrow.Contains(i)).Sum(i => table.Columns[i].Weight);
            if (left <= 0 || weights <= 0)
            {
                return [.. needs.Select(need => need / needs.Sum())]; // there is no room for all: each has what it can
            }

            shares = [.. table.Columns.Select((column, i) => narrow.Contains(i) ? needs[i] : left * column.Weight / weights)];
        }

        return shares;
    }

    private static double NeedOf(TableBlock table, int column, Func<string, bool, double> measure) => Math.Max(
        Words(table.Columns[column].Title).Max(word => measure(word, true)),
        table.Rows.SelectMany(row => Words(row[column].Shown)).Distinct(StringComparer.Ordinal).Select(word => measure(word, false)).DefaultIfEmpty().Max());

    private static string[] Words(string text) => text.Split(' ', '\n');
}
