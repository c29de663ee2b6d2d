using System.Collections.Immutable;
using System.Globalization;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// <c>roundPosition</c>: a latitude or longitude in degrees, rounded: two decimals are about 1.1 km from north to south. What is beyond 180 degrees fails.
/// </summary>
internal sealed class RoundPosition() : TransformDefinition("roundPosition", DisclosureClass.Generalised, Decimals)
{
    private const decimal Most = 180;

    private static readonly TransformParameter Decimals = TransformParameter.WholeNumber("decimals", 0, 4).Unless("2");

    /// <inheritdoc/>
    public override ImmutableArray<FieldType> Types => [FieldType.Number];

    /// <inheritdoc/>
    public override bool MayKeepValue => true;

    private protected override ImmutableArray<string> Ways => ["", "decimals=0"];

    private protected override FieldTransform Build(TransformSpec spec, FieldBinding field) => new Transform(Decimals.NumberIn(spec));

    private protected override string InFrench(TransformSpec spec) => $"position arrondie à {FrenchDistance(Decimals.NumberIn(spec))}";

    private protected override string InEnglish(TransformSpec spec) => $"position rounded to {Distance(Decimals.NumberIn(spec))}";

    private static string Distance(int decimals) => decimals switch { 0 => "about 110 km", 1 => "about 11 km", 2 => "about 1 km", 3 => "about 100 m", _ => "about 10 m" };

    private static string FrenchDistance(int decimals) => Distance(decimals).Replace("about", "environ", StringComparison.Ordinal);

    private sealed class Transform(int decimals) : ValueTransform(FieldType.Number)
    {
        private readonly string _format = string.Create(CultureInfo.InvariantCulture, $"F{decimals}");

        private protected override bool TryApplyTo(ReadOnlySpan<byte> value, CellBuffer output)
        {
            if (!decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal degrees) || Math.Abs(degrees) > Most)
            {
                return false;
            }

            decimal rounded = decimal.Round(degrees, decimals);
            (rounded == 0 ? 0 : rounded).TryFormat(output.Reserve(32), out int length, _format, CultureInfo.InvariantCulture); // no -0.00: it would tell the side
            output.Commit(CellKind.Number, length);
            return true;
        }
    }
}
