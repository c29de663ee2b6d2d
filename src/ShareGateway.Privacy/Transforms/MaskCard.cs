using System.Collections.Immutable;
using System.Globalization;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Identifiers;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// <c>maskCard</c>: no more of a card number than PCI DSS 4.0 (requirement 3.4.1) lets be displayed: the first 6, or 8 of numbers of 16 digits
/// and more, and the last 4. What is no card number is masked throughout.
/// </summary>
internal sealed class MaskCard() : TransformDefinition("maskCard", DisclosureClass.Generalised, KeepFirst, KeepLast)
{
    private const int MaxFirst = 6;
    private const int LongDigits = 16;

    private static readonly TransformParameter KeepFirst = TransformParameter.WholeNumber("keepFirst", 0, 8).Unless("0");
    private static readonly TransformParameter KeepLast = TransformParameter.WholeNumber("keepLast", 0, 4).Unless("4");

    /// <inheritdoc/>
    public override ImmutableArray<FieldType> Types => [FieldType.Text];

    /// <inheritdoc/>
    public override ImmutableArray<CanonicalForm> Forms => [CanonicalForm.Card];

    private protected override ImmutableArray<string> Ways => ["", "keepFirst=6", "keepFirst=8 keepLast=0"];

    /// <inheritdoc/>
    public override bool IsWithin(TransformSpec lower, TransformSpec upper) =>
        KeepFirst.NumberIn(lower) <= KeepFirst.NumberIn(upper) && KeepLast.NumberIn(lower) <= KeepLast.NumberIn(upper);

    private protected override FieldTransform Build(TransformSpec spec, FieldBinding field) => new Transform(KeepFirst.NumberIn(spec), KeepLast.NumberIn(spec));

    private protected override string InFrench(TransformSpec spec) => (KeepFirst.NumberIn(spec), KeepLast.NumberIn(spec)) switch
    {
        (0, 0) => "numéro de carte entièrement masqué",
        (0, var last) => string.Create(CultureInfo.InvariantCulture, $"numéro de carte masqué, sauf la fin ({last} chiffres)"),
        (var first, 0) => string.Create(CultureInfo.InvariantCulture, $"numéro de carte masqué, sauf le début ({first} chiffres)"),
        var (first, last) => string.Create(CultureInfo.InvariantCulture, $"numéro de carte masqué, sauf le début ({first} chiffres) et la fin ({last})"),
    };

    private protected override string InEnglish(TransformSpec spec) => (KeepFirst.NumberIn(spec), KeepLast.NumberIn(spec)) switch
    {
        (0, 0) => "card number masked throughout",
        (0, var last) => string.Create(CultureInfo.InvariantCulture, $"card number masked but for its end ({last} digits)"),
        (var first, 0) => string.Create(CultureInfo.InvariantCulture, $"card number masked but for its beginning ({first} digits)"),
        var (first, last) => string.Create(CultureInfo.InvariantCulture, $"card number masked but for its beginning ({first} digits) and end ({last})"),
    };

    private sealed class Transform(int keepFirst, int keepLast) : ValueTransform(FieldType.Text)
    {
        private protected override bool TryApplyTo(ReadOnlySpan<byte> value, CellBuffer output)
        {
            Span<byte> digits = stackalloc byte[CompactText.MaxBytes];
            if (!CardNumber.TryRead(value, digits, out int length))
            {
                output.Write(CellKind.Text, value.IsEmpty ? [] : MaskRuns.Hidden);
                return true;
            }

            // 12 digits with 6 and 4 kept would leave two to guess, one of them the check digit's doing.
            int first = length >= LongDigits ? keepFirst : length > CardNumber.MinDigits ? Math.Min(keepFirst, MaxFirst) : 0;
            var writer = new MaskRuns(output.Reserve(length));
            writer.Write(digits[..first]);
            writer.Mask(length - first - keepLast);
            writer.Write(digits[(length - keepLast)..length]);
            output.Commit(CellKind.Text, writer.Written);
            return true;
        }
    }
}
