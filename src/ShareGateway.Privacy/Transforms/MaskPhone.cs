using System.Collections.Immutable;
using System.Globalization;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Identifiers;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// <c>maskPhone</c>: a telephone number as <c>+33*******78</c>: its calling code, or not, and its last digits. A number that cannot be read is
/// masked throughout.
/// </summary>
internal sealed class MaskPhone() : TransformDefinition("maskPhone", DisclosureClass.Generalised, Country, KeepLast, NationalOf)
{
    private static readonly TransformParameter Country = TransformParameter.OneOf("country", "keep", "hide").Unless("keep");
    private static readonly TransformParameter KeepLast = TransformParameter.WholeNumber("keepLast", 0, 4).Unless("2");

    /// <summary>Where numbers without a calling code belong; shared with free text.</summary>
    internal static readonly TransformParameter NationalOf = TransformParameter.Among("nationalOf", "a country in two capitals, such as `FR`", PhoneRegion.IsKnown);

    /// <inheritdoc/>
    public override ImmutableArray<FieldType> Types => [FieldType.Text];

    /// <inheritdoc/>
    public override ImmutableArray<CanonicalForm> Forms => [CanonicalForm.Phone];

    private protected override ImmutableArray<string> Ways => ["", "country=hide keepLast=0", "keepLast=4 nationalOf=FR"];

    /// <inheritdoc/>
    public override bool IsWithin(TransformSpec lower, TransformSpec upper) =>
        KeepLast.NumberIn(lower) <= KeepLast.NumberIn(upper) && (Country.TextIn(lower) == "hide" || Country.TextIn(upper) == "keep")
        && NationalOf.TextIn(lower) == NationalOf.TextIn(upper);

    private protected override FieldTransform Build(TransformSpec spec, FieldBinding field) => new Transform(
        Country.TextIn(spec) == "keep", KeepLast.NumberIn(spec), NationalOf.IsIn(spec) ? PhoneRegion.Of(NationalOf.TextIn(spec)) : null);

    private protected override string InFrench(TransformSpec spec)
    {
        string country = Country.TextIn(spec) == "keep" ? "l'indicatif" : "";
        string last = KeepLast.NumberIn(spec) switch { 0 => "", 1 => "le dernier chiffre", var many => string.Create(CultureInfo.InvariantCulture, $"les {many} derniers chiffres") };
        string kept = string.Join(" et ", new[] { country, last }.Where(part => part.Length > 0));
        return kept.Length == 0 ? "numéro de téléphone entièrement masqué" : $"numéro de téléphone masqué, sauf {kept}";
    }

    private protected override string InEnglish(TransformSpec spec)
    {
        string country = Country.TextIn(spec) == "keep" ? "the calling code" : "";
        string last = KeepLast.NumberIn(spec) switch { 0 => "", 1 => "the last digit", var many => string.Create(CultureInfo.InvariantCulture, $"the last {many} digits") };
        string kept = string.Join(" and ", new[] { country, last }.Where(part => part.Length > 0));
        return kept.Length == 0 ? "telephone number masked throughout" : $"telephone number masked but for {kept}";
    }

    private sealed class Transform(bool keepCountry, int keepLast, PhoneRegion? region) : ValueTransform(FieldType.Text)
    {
        private const int MinHidden = 4; // digits between calling code and end, so that short numbers do not show themselves

        private protected override bool TryApplyTo(ReadOnlySpan<byte> value, CellBuffer output)
        {
            Span<byte> number = stackalloc byte[1 + CompactText.MaxBytes];
            if (!PhoneText.TryRead(value, region, number, out int length, out int codeLength) || length - 1 - codeLength - keepLast < MinHidden)
            {
                output.Write(CellKind.Text, value.IsEmpty ? [] : MaskRuns.Hidden);
                return true;
            }

            int head = keepCountry ? 1 + codeLength : 0;
            var writer = new MaskRuns(output.Reserve(length));
            writer.Write(number[..head]);
            writer.Mask(length - head - keepLast);
            writer.Write(number[(length - keepLast)..length]);
            output.Commit(CellKind.Text, writer.Written);
            return true;
        }
    }
}
