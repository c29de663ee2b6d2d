namespace ShareGateway.Records;

/// <summary>How records lie in a body. The zero value is no format and is refused.</summary>
public enum RecordFormat
{
    /// <summary>No format.</summary>
    None = 0,

    /// <summary>One JSON document (RFC 8259) that holds an array of records; media type <c>application/json</c>.</summary>
    Json = 1,

    /// <summary>One JSON record a line; media type <c>application/x-ndjson</c>.</summary>
    Ndjson = 2,

    /// <summary>RFC 4180 with a header line; media type <c>text/csv</c>.</summary>
    Csv = 3,
}
