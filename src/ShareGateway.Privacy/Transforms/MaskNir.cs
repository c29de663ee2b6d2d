using System.Collections.Immutable;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Identifiers;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// <c>maskNir</c>: a French social security number masked throughout, or but for sex and year of birth. What is no such number is masked
/// throughout.
/// </summary>
internal sealed class MaskNir() : TransformDefinition("maskNir", DisclosureClass.Generalised, Keep)
{
    private const int SexAndYear = 3;

    private static readonly TransformParameter Keep = TransformParameter.OneOf("keep", "nothing", "sexAndYear").Unless("nothing");

    /// <inheritdoc/>
    public override ImmutableArray<FieldType> Types => [FieldType.Text];

    /// <inheritdoc/>
    public override ImmutableArray<CanonicalForm> Forms => [CanonicalForm.Nir];

    private protected override ImmutableArray<string> Ways => ["", "keep=sexAndYear"];

    /// <inheritdoc/>
    public override bool IsWithin(TransformSpec lower, TransformSpec upper) => Keep.TextIn(lower) == "nothing";

    private protected override FieldTransform Build(TransformSpec spec, FieldBinding field) => new Transform(Keep.TextIn(spec) == "sexAndYear" ? SexAndYear : 0);

    private protected override string InFrench(TransformSpec spec) =>
        Keep.TextIn(spec) == "nothing" ? "NIR entièrement masqué" : "NIR masqué, sauf le sexe et l'année de naissance";

    private protected override string InEnglish(TransformSpec spec) =>
        Keep.TextIn(spec) == "nothing" ? "social security number masked throughout" : "social security number masked but for sex and year of birth";

    private sealed class Transform(int kept) : ValueTransform(FieldType.Text)
    {
        private protected override bool TryApplyTo(ReadOnlySpan<byte> value, CellBuffer output)
        {
            Span<byte> nir = stackalloc byte[CompactText.MaxBytes];
            if (!Nir.TryRead(value, nir, out _))
            {
                output.Write(CellKind.Text, value.IsEmpty ? [] : MaskRuns.Hidden);
                return true;
            }

            var writer = new MaskRuns(output.Reserve(Nir.BareLength));
            writer.Write(nir[..kept]);
            writer.Mask(Nir.BareLength - kept);
            output.Commit(CellKind.Text, writer.Written);
            return true;
        }
    }
}
