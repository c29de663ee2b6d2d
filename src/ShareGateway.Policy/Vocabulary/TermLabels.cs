using System.Collections.Frozen;
using System.Text;

namespace ShareGateway.Policy.Vocabulary;

/// <summary>What people call the terms: in English as the vocabulary does, in French by a table of our own, since the vocabulary has none.</summary>
internal static class TermLabels
{
    private static readonly FrozenDictionary<string, string> English = Read("dpv-2.3-terms.csv", term: 1, label: 2);
    private static readonly FrozenDictionary<string, string> French = Read("dpv-2.3-labels-fr.csv", term: 0, label: 1);

    /// <summary>The label; the term itself when the table holds none.</summary>
    public static string Of(string term, Language language) => (language switch
    {
        Language.English => English,
        Language.French => French,
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "expected a known language"),
    }).GetValueOrDefault(term, term);

    /// <summary>The terms that have a label, in no order.</summary>
    public static IEnumerable<string> InFrench => French.Keys;

    private static FrozenDictionary<string, string> Read(string table, int term, int label)
    {
        using var stream = typeof(TermLabels).Assembly.GetManifestResourceStream(table)
            ?? throw new InvalidOperationException($"the assembly holds no table `{table}`");
        using var reader = new StreamReader(stream);
        reader.ReadLine(); // the header
        var labels = new List<string[]>();
        while (reader.ReadLine() is { } line)
        {
            labels.Add(Cells(line));
        }

        return labels.ToFrozenDictionary(cells => cells[term], cells => cells[label], StringComparer.Ordinal);
    }

    // The tables quote a label that holds a comma, and no label holds a quotation mark.
    private static string[] Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        bool quoted = false;
        foreach (char c in line)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        return [.. cells, cell.ToString()];
    }
}
