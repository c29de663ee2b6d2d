namespace ShareGateway.Privacy.Transforms;

/// <summary>Finds what an author may have meant.</summary>
public static class NearestName
{
    /// <summary>
    /// The known name with the fewest single-character edits away, at most a third of its length (a term's prefix does not count); null when none is near.
    /// </summary>
    /// <param name="written">What stands in the file.</param>
    /// <param name="known">What could stand there.</param>
    public static string? Of(string written, IEnumerable<string> known) => known
        .Select(name => (Name: name, Edits: Edits(written, name)))
        .Where(candidate => candidate.Edits <= Math.Max(1, WithoutPrefix(candidate.Name).Length / 3))
        .OrderBy(candidate => candidate.Edits)
        .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
        .Select(candidate => candidate.Name)
        .FirstOrDefault();

    // Terms share a prefix (`pd:`), which must not make short names look alike.
    private static string WithoutPrefix(string name) => name[(name.LastIndexOf(':') + 1)..];

    // Levenshtein's distance, one row at a time, case ignored: `birthdate` is nearer to `birthDate` than to anything else.
    private static int Edits(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int substitute = diagonal + (char.ToLowerInvariant(from[i - 1]) == char.ToLowerInvariant(to[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitute, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
