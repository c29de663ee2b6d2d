namespace ShareGateway.Records;

/// <summary>Which rule an upstream's body broke. The response that carries it fails; none of these is ever repaired.</summary>
public enum RecordFault
{
    /// <summary>No known rule.</summary>
    None = 0,

    /// <summary>The bytes are not of the declared format (RFC 8259, RFC 4180), nested too deep, or go on after their end.</summary>
    Malformed = 1,

    /// <summary>The body ends, or its connection broke, before it is complete.</summary>
    Truncated = 2,

    /// <summary>A record, or a token outside records, is longer than the bound.</summary>
    TooLarge = 3,

    /// <summary>A record is not valid UTF-8, or a text that is looked at holds half a surrogate pair.</summary>
    NotUnicode = 4,

    /// <summary>One object holds two members of one name, or the CSV header two columns.</summary>
    DuplicateName = 5,

    /// <summary>There is no array where the contract says that the records are.</summary>
    RecordsMissing = 6,

    /// <summary>The CSV header lacks a column that says whose records these are.</summary>
    SubjectMissing = 7,

    /// <summary>A CSV row has more or fewer cells than the header.</summary>
    RaggedRow = 8,

    /// <summary>A value does not fit its type or transform, and the agreement says that the request fails then.</summary>
    FieldUnfit = 9,
}
