using System.Collections.Immutable;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// <c>pseudonymise</c>: a keyed stand-in, the same for the same canonical value within the link scope, of no use without the key.
/// </summary>
internal sealed class Pseudonymise() : TransformDefinition("pseudonymise", DisclosureClass.Pseudonymised, Linkable)
{
    private static readonly TransformParameter Linkable = TransformParameter.OneOf("linkable", "response", "agreement", "recipient");

    /// <inheritdoc/>
    public override KeyUse KeyUse => KeyUse.Pseudonym;

    /// <inheritdoc/>
    public override FieldType OutputType(TransformSpec spec, FieldType type) => FieldType.Text;

    /// <inheritdoc/>
    public override LinkScope LinkScopeOf(TransformSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return Linkable.TextIn(spec, "response") switch
        {
            "response" => LinkScope.Response,
            "agreement" => LinkScope.Agreement,
            "recipient" => LinkScope.Recipient,
            _ => LinkScope.None,
        };
    }

    private protected override void CheckWhole(TransformSpec spec, FieldType type, ImmutableArray<TransformProblem>.Builder problems) =>
        RequireType(type, problems, FieldType.Text, FieldType.Integer);

    private protected override FieldTransform Build(TransformSpec spec, FieldType type, CanonicalForm form, FieldKey? key) =>
        new Transform(type, form, (PseudonymKey)key!);

    private protected override string InFrench(TransformSpec spec) => LinkScopeOf(spec) switch
    {
        LinkScope.Agreement => "remplacé par un pseudonyme stable au sein de cet accord",
        LinkScope.Recipient => "remplacé par un pseudonyme stable dans tous les accords de ce destinataire",
        _ => "remplacé par un pseudonyme qui change à chaque réponse",
    };

    private protected override string InEnglish(TransformSpec spec) => LinkScopeOf(spec) switch
    {
        LinkScope.Agreement => "replaced by a pseudonym that stays the same within this agreement",
        LinkScope.Recipient => "replaced by a pseudonym that stays the same in all agreements of this recipient",
        _ => "replaced by a pseudonym that changes with every response",
    };

    private sealed class Transform(FieldType type, CanonicalForm form, PseudonymKey key) : ValueTransform(type)
    {
        private protected override bool TryApplyTo(ReadOnlySpan<byte> value, CellBuffer output)
        {
            Span<byte> canonical = stackalloc byte[CanonicalValue.MaxBytes];
            if (!CanonicalValue.TryWrite(form, value, canonical, out int length))
            {
                return false;
            }

            int written = key.Write(canonical[..length], output.Reserve(key.TokenLength));
            output.Commit(CellKind.Text, written);
            return true;
        }
    }
}
