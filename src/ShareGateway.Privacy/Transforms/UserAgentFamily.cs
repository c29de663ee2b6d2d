using System.Collections.Immutable;

namespace ShareGateway.Privacy.Transforms;

/// <summary><c>userAgentFamily</c>: the family of a browser, such as <c>Firefox</c>, out of its <c>User-Agent</c>; <c>Other</c> for the rest.</summary>
internal sealed class UserAgentFamily() : TransformDefinition("userAgentFamily", DisclosureClass.Generalised)
{
    // The first mark that stands in the text decides: browsers name those before them too.
    private static readonly ImmutableArray<(byte[] Mark, byte[] Family)> Families =
    [
        .. new (string Mark, string Family)[]
        {
            ("bot", "Robot"), ("crawl", "Robot"), ("spider", "Robot"), ("curl/", "Robot"), ("Edg", "Edge"), ("OPR/", "Opera"), ("Opera", "Opera"), ("SamsungBrowser", "Samsung Internet"),
            ("FxiOS", "Firefox"), ("Firefox", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Chromium", "Chrome"), ("Safari", "Safari"), ("MSIE", "Internet Explorer"), ("Trident/", "Internet Explorer"),
        }
        .Select(family => (System.Text.Encoding.ASCII.GetBytes(family.Mark), System.Text.Encoding.ASCII.GetBytes(family.Family))),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<FieldType> Types => [FieldType.Text];

    /// <inheritdoc/>
    public override bool MayKeepValue => true;

    private protected override FieldTransform Build(TransformSpec spec, FieldBinding field) => new Transform();

    private protected override string InFrench(TransformSpec spec) => "réduit à la famille du navigateur";

    private protected override string InEnglish(TransformSpec spec) => "reduced to the browser's family";

    private sealed class Transform() : ValueTransform(FieldType.Text)
    {
        private protected override bool TryApplyTo(ReadOnlySpan<byte> value, CellBuffer output)
        {
            if (value.IsEmpty)
            {
                output.Write(CellKind.Text, []);
                return true;
            }

            foreach (var (mark, family) in Families)
            {
                if (value.IndexOf(mark) >= 0)
                {
                    output.Write(CellKind.Text, family);
                    return true;
                }
            }

            output.Write(CellKind.Text, "Other"u8);
            return true;
        }
    }
}
