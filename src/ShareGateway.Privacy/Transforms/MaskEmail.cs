using System.Collections.Immutable;
using System.Globalization;
using ShareGateway.Privacy.Canonical;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// <c>maskEmail</c>: the beginning of the local part, a fixed run of <c>*</c>, and as much of the domain as the policy says. Split at the last
/// <c>@</c>; what has none, or nothing on one side, is masked throughout.
/// </summary>
internal sealed class MaskEmail() : TransformDefinition("maskEmail", DisclosureClass.Generalised, KeepLocal, Domain)
{
    private static readonly TransformParameter KeepLocal = TransformParameter.WholeNumber("keepLocal", 0, 8).Unless("1");
    private static readonly TransformParameter Domain = TransformParameter.OneOf("domain", "keep", "topLevel", "hide").Unless("keep");

    private static readonly ImmutableArray<string> DomainsByWidth = ["hide", "topLevel", "keep"];

    /// <inheritdoc/>
    public override ImmutableArray<FieldType> Types => [FieldType.Text];

    /// <inheritdoc/>
    public override ImmutableArray<CanonicalForm> Forms => [CanonicalForm.Email];

    private protected override ImmutableArray<string> Ways => ["", "keepLocal=0 domain=topLevel", "domain=hide"];

    /// <inheritdoc/>
    public override bool IsWithin(TransformSpec lower, TransformSpec upper) =>
        KeepLocal.NumberIn(lower) <= KeepLocal.NumberIn(upper) && DomainsByWidth.IndexOf(Domain.TextIn(lower)) <= DomainsByWidth.IndexOf(Domain.TextIn(upper));

    private protected override FieldTransform Build(TransformSpec spec, FieldBinding field) => new Transform(KeepLocal.NumberIn(spec), Domain.TextIn(spec));

    private protected override string InFrench(TransformSpec spec)
    {
        string local = KeepLocal.NumberIn(spec) switch { 0 => "", 1 => "la première lettre", var many => string.Create(CultureInfo.InvariantCulture, $"les {many} premières lettres") };
        string domain = Domain.TextIn(spec) switch { "keep" => "le domaine", "topLevel" => "le domaine de premier niveau", _ => "" };
        string kept = string.Join(" et ", new[] { local, domain }.Where(part => part.Length > 0));
        return kept.Length == 0 ? "adresse électronique entièrement masquée" : $"adresse électronique masquée, sauf {kept}";
    }

    private protected override string InEnglish(TransformSpec spec)
    {
        string local = KeepLocal.NumberIn(spec) switch { 0 => "", 1 => "the first letter", var many => string.Create(CultureInfo.InvariantCulture, $"the first {many} letters") };
        string domain = Domain.TextIn(spec) switch { "keep" => "the domain", "topLevel" => "the top-level domain", _ => "" };
        string kept = string.Join(" and ", new[] { local, domain }.Where(part => part.Length > 0));
        return kept.Length == 0 ? "e-mail address masked throughout" : $"e-mail address masked but for {kept}";
    }

    private sealed class Transform(int keepLocal, string domain) : ValueTransform(FieldType.Text)
    {
        private protected override bool TryApplyTo(ReadOnlySpan<byte> value, CellBuffer output)
        {
            int at = value.LastIndexOf((byte)'@');
            if (at <= 0 || at == value.Length - 1)
            {
                output.Write(CellKind.Text, value.IsEmpty ? [] : MaskRuns.Hidden);
                return true;
            }

            var writer = new MaskRuns(output.Reserve(MaskRuns.Bound(value.Length)));
            WriteLocal(value[..at], ref writer);
            writer.Write("@"u8);
            WriteDomain(value[(at + 1)..], ref writer);
            output.Commit(CellKind.Text, writer.Written);
            return true;
        }

        // A local part that is no longer than what would be kept is hidden: it would show itself.
        private void WriteLocal(ReadOnlySpan<byte> local, ref MaskRuns writer)
        {
            using var text = new TextElements(local, stackalloc char[TextElements.StackChars]);
            if (text.Count > keepLocal)
            {
                writer.Write(text.Chars[..text.LengthOf(keepLocal)]);
            }

            writer.Write(MaskRuns.Hidden);
        }

        private void WriteDomain(ReadOnlySpan<byte> name, ref MaskRuns writer)
        {
            int dot = name.LastIndexOf((byte)'.');
            if (domain == "keep")
            {
                writer.Write(name);
                return;
            }

            writer.Write(MaskRuns.Hidden);
            writer.Write(domain == "topLevel" && dot >= 0 && dot < name.Length - 1 ? name[dot..] : []);
        }
    }
}
