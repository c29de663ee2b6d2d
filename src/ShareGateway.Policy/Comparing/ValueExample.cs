using System.Text;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Policy.Comparing;

/// <summary>Shows what a transform makes of an invented value. Works without keys, so a pseudonym is shown as its shape.</summary>
internal static class ValueExample
{
    private const string Pseudonym = "p1_…";

    /// <summary>The value as the recipient gets it; empty when the field does not leave.</summary>
    public static string Of(PlannedField? field)
    {
        if (Difference.SpecOf(field) is not { } spec || TransformCatalogue.Find(spec.Name) is not { } definition)
        {
            return "";
        }

        if (definition.NeedsKey)
        {
            return Pseudonym;
        }

        // Long enough that the usual mask or prefix keeps less than all of it; a longer one fails on it and shows nothing.
        var output = new CellBuffer();
        var (kind, text) = Invented(field!.Type);
        bool done = definition.Create(spec, field.Type, field.Form, key: null).TryApply(new Cell(kind, Encoding.UTF8.GetBytes(text)), output);
        return !done || output.Kind == CellKind.Null ? "null" : output.Kind == CellKind.True ? "true" : Encoding.UTF8.GetString(output.Bytes);
    }

    private static (CellKind Kind, string Text) Invented(FieldType type) => type switch
    {
        FieldType.Integer => (CellKind.Number, "41873"),
        FieldType.Number => (CellKind.Number, "41873.25"),
        FieldType.Boolean => (CellKind.True, ""),
        FieldType.Date => (CellKind.Text, "1987-06-15"),
        FieldType.Timestamp => (CellKind.Text, "1987-06-15T09:30:00Z"),
        _ => (CellKind.Text, "abcdefghijklmnopqrstuvwxyz0123456789"),
    };
}
