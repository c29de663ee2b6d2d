using System.Collections.Immutable;
using System.Globalization;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Identifiers;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// <c>truncateIp</c>: the network of an IP address, the rest zero: <c>203.0.113.0</c>, <c>2001:db8:1::</c>. An IPv4 address mapped into IPv6 is
/// treated as IPv4.
/// </summary>
internal sealed class TruncateIp() : TransformDefinition("truncateIp", DisclosureClass.Generalised, V4, V6)
{
    private static readonly TransformParameter V4 = TransformParameter.WholeNumber("v4", 0, 24).Unless("24");
    private static readonly TransformParameter V6 = TransformParameter.WholeNumber("v6", 0, 56).Unless("48");

    /// <inheritdoc/>
    public override ImmutableArray<FieldType> Types => [FieldType.Text];

    /// <inheritdoc/>
    public override ImmutableArray<CanonicalForm> Forms => [CanonicalForm.Ip];

    // 10.0.0.0 is its own network.
    /// <inheritdoc/>
    public override bool MayKeepValue => true;

    private protected override ImmutableArray<string> Ways => ["", "v4=16 v6=32"];

    /// <inheritdoc/>
    public override bool IsWithin(TransformSpec lower, TransformSpec upper) => V4.NumberIn(lower) <= V4.NumberIn(upper) && V6.NumberIn(lower) <= V6.NumberIn(upper);

    private protected override FieldTransform Build(TransformSpec spec, FieldBinding field) => new Transform(V4.NumberIn(spec), V6.NumberIn(spec));

    private protected override string InFrench(TransformSpec spec) => string.Create(
        CultureInfo.InvariantCulture, $"réduit au réseau ({V4.NumberIn(spec)} bits en IPv4, {V6.NumberIn(spec)} en IPv6)");

    private protected override string InEnglish(TransformSpec spec) => string.Create(
        CultureInfo.InvariantCulture, $"reduced to the network ({V4.NumberIn(spec)} bits of IPv4, {V6.NumberIn(spec)} of IPv6)");

    private sealed class Transform(int v4, int v6) : ValueTransform(FieldType.Text)
    {
        private protected override bool TryApplyTo(ReadOnlySpan<byte> value, CellBuffer output)
        {
            if (!IpText.TryRead(value, out var address, out bool isV4))
            {
                return false;
            }

            int zero = isV4 ? 32 - v4 : 128 - v6;
            var network = zero == 128 ? 0 : address >> zero << zero; // a shift by all bits would be one by none
            output.Commit(CellKind.Text, IpText.Write(network, isV4, output.Reserve(IpText.MaxLength)));
            return true;
        }
    }
}
