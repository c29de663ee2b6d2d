using System.Collections.Immutable;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// <c>encryptFormat</c>: a number becomes another of the same form (FF1), which we can lead back. Cards keep their first 6 digits and the 3 before the
/// last, and get a check digit that is wrong on purpose: no system takes one for a card. IBANs keep their country and get right check digits. Where fewer than
/// a million numbers could come out, the value fails.
/// </summary>
internal sealed class EncryptFormat() : TransformDefinition("encryptFormat", DisclosureClass.Pseudonymised, LinkScopes.Lasting)
{
    /// <inheritdoc/>
    public override KeyUse KeyUse => KeyUse.Ff1;

    /// <inheritdoc/>
    public override ImmutableArray<FieldType> Types => [FieldType.Text];

    /// <inheritdoc/>
    public override ImmutableArray<CanonicalForm> Forms => [CanonicalForm.Card, CanonicalForm.Iban, CanonicalForm.Digits];

    private protected override ImmutableArray<string> Ways => ["", "linkable=recipient"];

    /// <inheritdoc/>
    public override bool IsWithin(TransformSpec lower, TransformSpec upper) => LinkScopeOf(lower) < LinkScopeOf(upper);

    private protected override FieldTransform Build(TransformSpec spec, FieldBinding field) => new Transform(field.Form, (FormatKey)field.Key!);

    private protected override string InFrench(TransformSpec spec) => $"remplacé par un numéro de même forme, réversible par nous seuls, {LinkScopes.InFrench(LinkScopeOf(spec))}";

    private protected override string InEnglish(TransformSpec spec) => $"replaced by a number of the same form that only we can reverse, and {LinkScopes.InEnglish(LinkScopeOf(spec))}";

    private sealed class Transform(CanonicalForm form, FormatKey key) : ValueTransform(FieldType.Text)
    {
        private protected override bool TryApplyTo(ReadOnlySpan<byte> value, CellBuffer output)
        {
            Span<byte> number = stackalloc byte[CanonicalValue.MaxBytes];
            if (!CanonicalValue.TryWrite(form, value, number, out int length) || !NumberFormat.TryRun(form, number[..length], key, decrypts: false))
            {
                return false;
            }

            output.Write(CellKind.Text, number[..length]);
            return true;
        }
    }
}
