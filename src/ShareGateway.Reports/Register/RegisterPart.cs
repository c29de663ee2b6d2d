namespace ShareGateway.Reports.Register;

/// <summary>One Parquet file of a batch.</summary>
/// <param name="Path">Below the register's folder, with forward slashes.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Of its bytes, in lower-case hex.</param>
public sealed record RegisterPart(string Path, long Rows, long Bytes, string Sha256)
{
    /// <summary>True for a file of the table <c>subjects</c>; the others are of <c>disclosures</c>.</summary>
    internal bool IsSubjects => Path.StartsWith(RegisterFolder.SubjectsTable + "/", StringComparison.Ordinal);

    /// <summary>The day that all its rows are of, UTC.</summary>
    internal DateOnly Day => DateOnly.ParseExact(Path.AsSpan(Path.IndexOf("day=", StringComparison.Ordinal) + 4, 10), "yyyy-MM-dd");
}
