using System.Diagnostics.CodeAnalysis;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// What a leaf field holds by its contract (ODCS <c>logicalType</c>). The zero value stands for no known type and fits nothing.
/// </summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "`integer` is ODCS's word for it, not a CLR type")]
public enum FieldType
{
    /// <summary>No known type; every check against it fails.</summary>
    Unknown = 0,

    /// <summary>ODCS <c>string</c>: any text.</summary>
    Text = 1,

    /// <summary>ODCS <c>integer</c>: a JSON number without fraction or exponent; in CSV its decimal digits.</summary>
    Integer = 2,

    /// <summary>ODCS <c>number</c>: a JSON number, kept as its exact text.</summary>
    Number = 3,

    /// <summary>ODCS <c>boolean</c>.</summary>
    Boolean = 4,

    /// <summary>ODCS <c>date</c>: text, RFC 3339 full-date (<c>2026-10-31</c>).</summary>
    Date = 5,

    /// <summary>ODCS <c>timestamp</c>: text, RFC 3339 date-time (<c>2026-10-31T09:30:00Z</c>).</summary>
    Timestamp = 6,

    /// <summary>ODCS <c>time</c>: text, RFC 3339 time of day, with or without its offset (<c>09:30:00</c>, <c>09:30:00Z</c>).</summary>
    Time = 7,
}
