namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// <c>blank</c>: the field stays and says nothing: empty text in a text field, null in any other. The same for every cell, null
/// and values of a wrong kind included, so that not even the presence of a value shows.
/// </summary>
internal sealed class Blank() : TransformDefinition("blank", DisclosureClass.Suppressed)
{
    /// <inheritdoc/>
    public override bool SaysNothing => true;

    private protected override FieldTransform Build(TransformSpec spec, FieldBinding field) =>
        new Transform(field.Type);

    private protected override string InFrench(TransformSpec spec) => "vidé";

    private protected override string InEnglish(TransformSpec spec) => "blanked";

    private sealed class Transform(FieldType type) : FieldTransform
    {
        public override bool TryApply(in Cell value, CellBuffer output)
        {
            if (value.Kind is CellKind.None)
            {
                return false;
            }

            if (type is FieldType.Text)
            {
                output.Write(CellKind.Text, []);
            }
            else
            {
                output.Write(CellKind.Null);
            }

            return true;
        }
    }
}
