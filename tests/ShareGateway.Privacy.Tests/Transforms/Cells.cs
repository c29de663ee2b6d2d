using System.Text;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Keys;
using ShareGateway.Privacy.Tests.Keys;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Privacy.Tests.Transforms;

/// <summary>Applies transforms to values written as in JSON: <c>"text"</c>, <c>12</c>, <c>null</c>, <c>true</c>.</summary>
internal static class Cells
{
    public const string Failed = "(failed)";

    public static readonly DateOnly Day = new(2026, 10, 31);

    private static readonly Dictionary<KeyUse, FieldKey> Keys =
        Enum.GetValues<KeyUse>().Where(use => use is not KeyUse.None).ToDictionary(use => use, use => TestKeys.Of(use));

    /// <summary>From <c>mask keepFirst=2 char=#</c>.</summary>
    public static TransformSpec Spec(string written) => TransformSpec.Parse(written);

    /// <summary>The reverse.</summary>
    public static string Written(TransformSpec spec) => string.Join(' ', spec.Parameters.Select(pair => $"{pair.Key}={pair.Value}").Prepend(spec.Name));

    public static FieldTransform Create(string written, FieldType type, CanonicalForm form = CanonicalForm.Text)
    {
        var spec = Spec(written);
        var definition = TransformCatalogue.Find(spec.Name)!;
        return definition.Create(spec, type, form, Keys.GetValueOrDefault(definition.KeyUse), Day);
    }

    public static string Apply(string written, FieldType type, string value, CanonicalForm form = CanonicalForm.Text) =>
        Apply(Create(written, type, form), value);

    public static string Apply(FieldTransform transform, string value, string subject = "C-1") =>
        Apply(transform, Parse(value, out byte[] bytes), bytes, subject);

    public static string Apply(FieldTransform transform, CellKind kind, byte[] bytes, string subject = "C-1")
    {
        var output = new CellBuffer();
        bool done = transform.TryApply(new Cell(kind, bytes), Encoding.UTF8.GetBytes(subject), output);
        if (!done)
        {
            Xunit.Assert.Equal(CellKind.None, output.Kind);
            Xunit.Assert.True(output.Bytes.IsEmpty);
            return Failed;
        }

        return output.Kind switch
        {
            CellKind.Null => "null",
            CellKind.True => "true",
            CellKind.False => "false",
            CellKind.Text => "\"" + Encoding.UTF8.GetString(output.Bytes) + "\"",
            CellKind.Number => Encoding.UTF8.GetString(output.Bytes),
            _ => throw new InvalidOperationException("done, and nothing delivered"),
        };
    }

    public static CellKind Parse(string value, out byte[] bytes)
    {
        bool isText = value.StartsWith('"');
        var kind = value switch
        {
            "none" => CellKind.None,
            "null" => CellKind.Null,
            "true" => CellKind.True,
            "false" => CellKind.False,
            _ => isText ? CellKind.Text : CellKind.Number,
        };
        bytes = kind is CellKind.Text ? Encoding.UTF8.GetBytes(value[1..^1]) : kind is CellKind.Number ? Encoding.UTF8.GetBytes(value) : [];
        return kind;
    }
}
