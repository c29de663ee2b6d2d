using System.Collections.Immutable;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Privacy.Transforms;

/// <summary><c>tokenise</c>: a keyed stand-in that we can lead back to its value, under the rules of re-identification; nobody else can.</summary>
internal sealed class Tokenise() : TransformDefinition("tokenise", DisclosureClass.Pseudonymised, LinkScopes.Lasting)
{
    /// <inheritdoc/>
    public override KeyUse KeyUse => KeyUse.Token;

    /// <inheritdoc/>
    public override ImmutableArray<FieldType> Types => [FieldType.Text, FieldType.Integer];

    private protected override ImmutableArray<string> Ways => ["", "linkable=recipient"];

    /// <inheritdoc/>
    public override FieldType OutputType(TransformSpec spec, FieldType type) => FieldType.Text;

    /// <inheritdoc/>
    public override bool IsWithin(TransformSpec lower, TransformSpec upper) => LinkScopeOf(lower) < LinkScopeOf(upper);

    private protected override FieldTransform Build(TransformSpec spec, FieldBinding field) => new Transform(field, (TokenKey)field.Key!);

    private protected override string InFrench(TransformSpec spec) => $"remplacé par un jeton réversible par nous seuls, {LinkScopes.InFrench(LinkScopeOf(spec))}";

    private protected override string InEnglish(TransformSpec spec) => $"replaced by a token that only we can reverse, and {LinkScopes.InEnglish(LinkScopeOf(spec))}";

    private sealed class Transform(FieldBinding field, TokenKey key) : ValueTransform(field.Type)
    {
        private readonly CanonicalForm _form = field.Form;

        private protected override bool TryApplyTo(ReadOnlySpan<byte> value, CellBuffer output)
        {
            Span<byte> canonical = stackalloc byte[CanonicalValue.MaxBytes];
            if (!CanonicalValue.TryWrite(_form, value, canonical, out int length))
            {
                return false;
            }

            output.Commit(CellKind.Text, key.Write(canonical[..length], output.Reserve(key.MaxTokenLength)));
            return true;
        }
    }
}
