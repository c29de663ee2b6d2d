namespace ShareGateway.Privacy.Transforms;

/// <summary><c>reveal</c>: the value as it came, provided that it is what the contract declares.</summary>
internal sealed class Reveal() : TransformDefinition("reveal", DisclosureClass.Identified)
{
    /// <inheritdoc/>
    public override bool MayKeepValue => true;

    /// <inheritdoc/>
    public override bool NeedsReason(TransformSpec spec) => true;

    private protected override FieldTransform Build(TransformSpec spec, FieldBinding field) =>
        new Transform(field.Type);

    private protected override string InFrench(TransformSpec spec) => "en clair";

    private protected override string InEnglish(TransformSpec spec) => "in clear";

    private sealed class Transform(FieldType type) : FieldTransform
    {
        public override bool Reveals => true;

        public override bool TryApply(in Cell value, CellBuffer output)
        {
            if (!FieldTypes.Fits(type, value))
            {
                return false;
            }

            if (value.Kind is CellKind.Text or CellKind.Number)
            {
                output.Write(value.Kind, value.Bytes);
            }
            else
            {
                output.Write(value.Kind);
            }

            return true;
        }
    }
}
