using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// <c>ageBand</c>: a date of birth as an age on the day of the request (UTC), in bands: <c>0-17</c>, <c>18-24</c>, <c>90+</c>. The last band is
/// open and begins at 90 at the latest. Who was born on 29 February grows older on 1 March. A date in the future fails.
/// </summary>
internal sealed class AgeBand() : TransformDefinition("ageBand", DisclosureClass.Generalised, Bands)
{
    private const int OldestBand = 90;

    private static readonly TransformParameter Bands = TransformParameter.Ascending("bands", 1, OldestBand).Unless("18,25,35,45,55,65,75,90");

    /// <inheritdoc/>
    public override ImmutableArray<FieldType> Types => [FieldType.Date];

    /// <inheritdoc/>
    public override bool AsksDay => true;

    private protected override ImmutableArray<string> Ways => ["", "bands=18,65"];

    /// <inheritdoc/>
    public override FieldType OutputType(TransformSpec spec, FieldType type) => FieldType.Text;

    /// <inheritdoc/>
    public override bool IsWithin(TransformSpec lower, TransformSpec upper) => Bands.NumbersIn(lower).All(bound => Bands.NumbersIn(upper).Contains(bound));

    private protected override FieldTransform Build(TransformSpec spec, FieldBinding field) => new Transform(Bands.NumbersIn(spec), field.Day);

    private protected override string InFrench(TransformSpec spec) => $"réduit à une tranche d'âge (bornes : {string.Join(", ", Bands.NumbersIn(spec))} ans)";

    private protected override string InEnglish(TransformSpec spec) => $"reduced to an age band (bounds: {string.Join(", ", Bands.NumbersIn(spec))} years)";

    private sealed class Transform(int[] bounds, DateOnly today) : ValueTransform(FieldType.Date)
    {
        private readonly byte[][] _labels =
        [
            .. bounds.Prepend(0).Zip(bounds).Select(band => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{band.First}-{band.Second - 1}"))),
            Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{bounds[^1]}+")),
        ];

        private protected override bool TryApplyTo(ReadOnlySpan<byte> value, CellBuffer output)
        {
            var born = Rfc3339.DateOf(value);
            int age = today.Year - born.Year - ((today.Month, today.Day).CompareTo((born.Month, born.Day)) < 0 ? 1 : 0);
            if (age < 0)
            {
                return false;
            }

            int band = 0;
            while (band < bounds.Length && age >= bounds[band])
            {
                band++;
            }

            output.Write(CellKind.Text, _labels[band]);
            return true;
        }
    }
}
