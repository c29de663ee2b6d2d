using System.Collections.Immutable;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Identifiers;

namespace ShareGateway.Privacy.Transforms;

/// <summary><c>maskIban</c>: country and last four characters; what is no IBAN is masked throughout.</summary>
internal sealed class MaskIban() : TransformDefinition("maskIban", DisclosureClass.Generalised)
{
    private const int CountryLength = 2;
    private const int KeepLast = 4;

    /// <inheritdoc/>
    public override ImmutableArray<FieldType> Types => [FieldType.Text];

    /// <inheritdoc/>
    public override ImmutableArray<CanonicalForm> Forms => [CanonicalForm.Iban];

    private protected override FieldTransform Build(TransformSpec spec, FieldBinding field) => new Transform();

    private protected override string InFrench(TransformSpec spec) => "IBAN masqué, sauf le pays et les 4 derniers caractères";

    private protected override string InEnglish(TransformSpec spec) => "IBAN masked but for its country and the last 4 characters";

    private sealed class Transform() : ValueTransform(FieldType.Text)
    {
        private protected override bool TryApplyTo(ReadOnlySpan<byte> value, CellBuffer output)
        {
            Span<byte> iban = stackalloc byte[CompactText.MaxBytes];
            if (!Iban.TryRead(value, iban, out int length))
            {
                output.Write(CellKind.Text, value.IsEmpty ? [] : MaskRuns.Hidden);
                return true;
            }

            var writer = new MaskRuns(output.Reserve(length));
            writer.Write(iban[..CountryLength]);
            writer.Mask(length - CountryLength - KeepLast);
            writer.Write(iban[(length - KeepLast)..length]);
            output.Commit(CellKind.Text, writer.Written);
            return true;
        }
    }
}
