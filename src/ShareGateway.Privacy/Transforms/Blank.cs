namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// <c>blank</c>: the field stays and says nothing: empty text in a text field, null in any other. The same for every value, null included, so that not
/// even the presence of a value shows.
/// </summary>
internal sealed class Blank() : TransformDefinition("blank", DisclosureClass.Suppressed)
{
    /// <inheritdoc/>
    public override bool SaysNothing => true;

    private protected override FieldTransform Build(TransformSpec spec, FieldBinding field) =>
        new SilentTransform(field.Type, field.Type is FieldType.Text ? CellKind.Text : CellKind.Null, []);

    private protected override string InFrench(TransformSpec spec) => "vidé";

    private protected override string InEnglish(TransformSpec spec) => "blanked";
}
