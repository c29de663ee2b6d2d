using System.Text;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Keys;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Policy.Comparing;

/// <summary>Shows what a transform makes of an invented value. Works without keys, so what needs one is shown as its shape.</summary>
internal static class ValueExample
{
    private static readonly DateOnly Day = new(2026, 10, 1);

    /// <summary>The value as the recipient gets it; empty when the field does not leave.</summary>
    public static string Of(PlannedField? field)
    {
        if (Difference.SpecOf(field) is not { } spec || TransformCatalogue.Find(spec.Name) is not { } definition)
        {
            return "";
        }

        if (definition.NeedsKey)
        {
            return Shape(definition.KeyUse);
        }

        // Long enough that the usual mask or prefix keeps less than all of it; a longer one fails on it and shows nothing.
        var output = new CellBuffer();
        var (kind, text) = Invented(field!.Type, field.Form);
        bool done = definition.Create(spec, field.Type, field.Form, key: null, Day).TryApply(new Cell(kind, Encoding.UTF8.GetBytes(text)), output);
        return !done || output.Kind == CellKind.Null ? "null" : output.Kind == CellKind.True ? "true" : output.Kind == CellKind.False ? "false" : Encoding.UTF8.GetString(output.Bytes);
    }

    private static string Shape(KeyUse use) => use switch
    {
        KeyUse.Pseudonym => "p1_…",
        KeyUse.Token => "t1_…",
        _ => "…",
    };

    private static (CellKind Kind, string Text) Invented(FieldType type, CanonicalForm form) => (type, form) switch
    {
        (FieldType.Integer, _) => (CellKind.Number, "41873"),
        (FieldType.Number, _) => (CellKind.Number, "41873.25"),
        (FieldType.Boolean, _) => (CellKind.True, ""),
        (FieldType.Date, _) => (CellKind.Text, "1987-06-15"),
        (FieldType.Timestamp, _) => (CellKind.Text, "1987-06-15T09:30:00Z"),
        (_, CanonicalForm.Email) => (CellKind.Text, "abcdefgh@ijklmnop.example"),
        (_, CanonicalForm.Phone) => (CellKind.Text, "+33 6 12 34 56 78"),
        (_, CanonicalForm.Iban) => (CellKind.Text, "FR14 2004 1010 0505 0001 3M02 606"),
        (_, CanonicalForm.Card) => (CellKind.Text, "4111 1111 1111 1111"),
        (_, CanonicalForm.Nir) => (CellKind.Text, "2 55 08 14 168 025 38"),
        (_, CanonicalForm.Ip) => (CellKind.Text, "203.0.113.77"),
        _ => (CellKind.Text, "abcdefghijklmnopqrstuvwxyz0123456789"),
    };
}
