using System.Text;
using ShareGateway.Privacy.Canonical;

namespace ShareGateway.Privacy.Transforms;

/// <summary><c>typeName</c>: what kind of value stood there, such as <c>[email]</c>: the same for every value, null included.</summary>
internal sealed class TypeName() : TransformDefinition("typeName", DisclosureClass.Suppressed)
{
    /// <inheritdoc/>
    public override bool SaysNothing => true;

    /// <inheritdoc/>
    public override FieldType OutputType(TransformSpec spec, FieldType type) => FieldType.Text;

    private protected override FieldTransform Build(TransformSpec spec, FieldBinding field) =>
        new SilentTransform(field.Type, CellKind.Text, Encoding.ASCII.GetBytes($"[{NameOf(field)}]"));

    private protected override string InFrench(TransformSpec spec) => "remplacé par le nom de son type";

    private protected override string InEnglish(TransformSpec spec) => "replaced by the name of its type";

    private static string NameOf(FieldBinding field) => field switch
    {
        { Type: FieldType.Text, Form: not (CanonicalForm.None or CanonicalForm.Text) } => CanonicalForms.NameOf(field.Form),
        { Type: FieldType.Text } => "text",
        { Type: FieldType.Integer or FieldType.Number } => "number",
        { Type: FieldType.Boolean } => "yes or no",
        { Type: FieldType.Time } => "time",
        _ => "date",
    };
}
