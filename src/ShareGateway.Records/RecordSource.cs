namespace ShareGateway.Records;

/// <summary>How the upstream's body holds its records, from the contract.</summary>
/// <param name="Format">The body's format.</param>
/// <param name="RecordsAt">
/// JSON only: where the array of records stands, as a JSON pointer (RFC 6901); empty when the document is the array. Empty for other formats.
/// </param>
public sealed record RecordSource(RecordFormat Format, string RecordsAt = "")
{
    /// <summary>
    /// True when a body fails in which a name differs from one of the program's by letter case alone (<see cref="RecordFault.DuplicateName"/>).
    /// </summary>
    public bool RefusesCaseTwins { get; init; }
}
