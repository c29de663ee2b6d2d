namespace ShareGateway.Privacy.Transforms;

/// <summary><c>drop</c>: the field is left out, whatever it holds.</summary>
internal sealed class Drop() : TransformDefinition("drop", DisclosureClass.Suppressed)
{
    private protected override FieldTransform Build(TransformSpec spec, FieldBinding field) =>
        new Transform();

    private protected override string InFrench(TransformSpec spec) => "non transmis";

    private protected override string InEnglish(TransformSpec spec) => "left out";

    private sealed class Transform : FieldTransform
    {
        public override bool Drops => true;

        // A caller that asks all the same gets nothing.
        public override bool TryApply(in Cell value, CellBuffer output) => false;
    }
}
