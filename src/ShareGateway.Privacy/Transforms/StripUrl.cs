using System.Collections.Immutable;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// <c>stripUrl</c>: a web address without what may name a person: user and password, query and fragment always; the path too unless it is kept.
/// What is no http or https address fails.
/// </summary>
internal sealed class StripUrl() : TransformDefinition("stripUrl", DisclosureClass.Generalised, Keep)
{
    private static readonly TransformParameter Keep = TransformParameter.OneOf("keep", "host", "path").Unless("host");

    /// <inheritdoc/>
    public override ImmutableArray<FieldType> Types => [FieldType.Text];

    /// <inheritdoc/>
    public override bool MayKeepValue => true;

    private protected override ImmutableArray<string> Ways => ["", "keep=path"];

    /// <inheritdoc/>
    public override bool IsWithin(TransformSpec lower, TransformSpec upper) => Keep.TextIn(lower) == "host";

    private protected override FieldTransform Build(TransformSpec spec, FieldBinding field) => new Transform(Keep.TextIn(spec) == "path");

    private protected override string InFrench(TransformSpec spec) =>
        Keep.TextIn(spec) == "host" ? "adresse web réduite au site" : "adresse web sans identifiants, paramètres ni fragment";

    private protected override string InEnglish(TransformSpec spec) =>
        Keep.TextIn(spec) == "host" ? "web address reduced to the site" : "web address without user, query and fragment";

    private sealed class Transform(bool keepsPath) : ValueTransform(FieldType.Text)
    {
        private protected override bool TryApplyTo(ReadOnlySpan<byte> value, CellBuffer output)
        {
            int scheme = StartsWith(value, "https://"u8) ? 8 : StartsWith(value, "http://"u8) ? 7 : 0;
            var rest = value[scheme..];
            int end = rest.IndexOfAny("/?#\\"u8);
            var authority = end < 0 ? rest : rest[..end];
            var host = authority[(authority.LastIndexOf((byte)'@') + 1)..];
            if (scheme == 0 || host.IsEmpty || value.ContainsAnyInRange((byte)0, (byte)' '))
            {
                return false;
            }

            var path = !keepsPath || end < 0 || rest[end] != '/' ? [] : rest[end..];
            int stop = path.IndexOfAny((byte)'?', (byte)'#');
            var writer = new MaskRuns(output.Reserve(value.Length));
            writer.Write(value[..scheme]);
            writer.Write(host);
            writer.Write(stop < 0 ? path : path[..stop]);
            output.Commit(CellKind.Text, writer.Written);
            return true;
        }

        private static bool StartsWith(ReadOnlySpan<byte> value, ReadOnlySpan<byte> scheme) =>
            value.Length > scheme.Length && System.Text.Ascii.EqualsIgnoreCase(value[..scheme.Length], scheme);
    }
}
