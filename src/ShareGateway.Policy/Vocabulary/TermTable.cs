namespace ShareGateway.Policy.Vocabulary;

/// <summary>Reads the table of terms out of the assembly: <c>kind,term,label,broader</c>, broader terms parted by spaces.</summary>
internal static class TermTable
{
    public static IEnumerable<Term> Read()
    {
        using var stream = typeof(TermTable).Assembly.GetManifestResourceStream("dpv-2.3-terms.csv")
            ?? throw new InvalidOperationException("the assembly holds no table of terms");
        using var reader = new StreamReader(stream);
        reader.ReadLine(); // the header
        while (reader.ReadLine() is { } line)
        {
            yield return ReadLine(line);
        }
    }

    // Only labels hold commas (then quoted), and labels are not used here: the first two cells and the last are enough.
    private static Term ReadLine(string line)
    {
        string[] cells = line.Split(',');
        return new Term(Kind(cells[0]), cells[1], [.. cells[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
    }

    private static TermKind Kind(string text) => text switch
    {
        "purpose" => TermKind.Purpose,
        "legal-basis" => TermKind.LegalBasis,
        "transfer-basis" => TermKind.TransferBasis,
        "data-category" => TermKind.DataCategory,
        "legal-role" => TermKind.LegalRole,
        "place" => TermKind.Place,
        "place-group" => TermKind.PlaceGroup,
        _ => throw new InvalidOperationException($"the table of terms holds the unknown kind `{text}`"),
    };
}
