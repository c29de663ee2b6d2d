using System.Text.Unicode;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// Tells whether a cell is what its contract declares. The one place for this question: transforms and the rewriter both ask
/// here.
/// </summary>
public static class FieldTypes
{
    /// <summary>The word of the contract (ODCS <c>logicalType</c>) for a type.</summary>
    public static string NameOf(FieldType type) => type switch
    {
        FieldType.Text => "string",
        FieldType.Integer => "integer",
        FieldType.Number => "number",
        FieldType.Boolean => "boolean",
        FieldType.Date => "date",
        FieldType.Timestamp => "timestamp",
        FieldType.Time => "time",
        _ => "unknown",
    };

    /// <summary>Tells whether a cell may stand in a field of this type.</summary>
    /// <param name="type">The declared type; <see cref="FieldType.Unknown"/> fits nothing.</param>
    /// <param name="value">The cell. Null fits every known type; <see cref="CellKind.None"/> fits none.</param>
    /// <returns>
    /// True for well-formed text, a JSON number (an integer has neither fraction nor exponent), a true or false, an RFC 3339 date
    /// or date-time that exists in the calendar, a time of day, each only under its own type.
    /// </returns>
    public static bool Fits(FieldType type, in Cell value) => value.Kind switch
    {
        CellKind.Null => type is >= FieldType.Text and <= FieldType.Time,
        CellKind.Text => FitsText(type, value.Bytes),
        CellKind.Number => FitsNumber(type, value.Bytes),
        CellKind.True or CellKind.False => type is FieldType.Boolean,
        _ => false,
    };

    private static bool FitsText(FieldType type, ReadOnlySpan<byte> text) => type switch
    {
        FieldType.Text => Utf8.IsValid(text),
        FieldType.Date => Rfc3339.IsDate(text),
        FieldType.Timestamp => Rfc3339.IsDateTime(text),
        FieldType.Time => Rfc3339.IsTime(text),
        _ => false,
    };

    private static bool FitsNumber(FieldType type, ReadOnlySpan<byte> number) => type switch
    {
        FieldType.Integer => JsonNumber.TryRead(number, out var parts) && parts.IsInteger,
        FieldType.Number => JsonNumber.TryRead(number, out _),
        _ => false,
    };
}
