using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// <c>topCode</c>: numbers beyond a bound become the bound, so that rare extremes do not stand out; numbers between the bounds leave as they came.
/// </summary>
internal sealed class TopCode() : TransformDefinition("topCode", DisclosureClass.Generalised, Below, Above)
{
    private static readonly TransformParameter Below = TransformParameter.WholeNumber("below", 0, DeliverBand.MaxWidth);
    private static readonly TransformParameter Above = TransformParameter.WholeNumber("above", 0, DeliverBand.MaxWidth);

    /// <inheritdoc/>
    public override ImmutableArray<FieldType> Types => [FieldType.Integer, FieldType.Number];

    /// <inheritdoc/>
    public override bool MayKeepValue => true;

    private protected override ImmutableArray<string> Ways => ["above=90", "below=18 above=90", "below=18"];

    /// <inheritdoc/>
    public override bool NeedsReason(TransformSpec spec) => true;

    /// <inheritdoc/>
    public override bool IsWithin(TransformSpec lower, TransformSpec upper) =>
        (!Above.IsIn(upper) || (Above.IsIn(lower) && Above.NumberIn(lower) <= Above.NumberIn(upper)))
        && (!Below.IsIn(upper) || (Below.IsIn(lower) && Below.NumberIn(lower) >= Below.NumberIn(upper)));

    private protected override void CheckWhole(TransformSpec spec, FieldType type, ImmutableArray<TransformProblem>.Builder problems)
    {
        base.CheckWhole(spec, type, problems);
        if (!Below.IsIn(spec) && !Above.IsIn(spec))
        {
            problems.Add(new TransformProblem(null, "`topCode` without a bound changes nothing", "give `above`, `below` or both"));
        }
        else if (Below.IsIn(spec) && Above.IsIn(spec) && Below.NumberIn(spec) >= Above.NumberIn(spec))
        {
            problems.Add(new TransformProblem(Below.Name, "`below` is not less than `above`", null));
        }
    }

    private protected override FieldTransform Build(TransformSpec spec, FieldBinding field) => new Transform(
        field.Type, Below.IsIn(spec) ? Below.NumberIn(spec) : long.MinValue, Above.IsIn(spec) ? Above.NumberIn(spec) : long.MaxValue);

    private protected override string InFrench(TransformSpec spec) => (Below.IsIn(spec), Above.IsIn(spec)) switch
    {
        (true, true) => string.Create(CultureInfo.InvariantCulture, $"en clair entre {Below.NumberIn(spec)} et {Above.NumberIn(spec)}, ramené à ces bornes au-delà"),
        (true, false) => string.Create(CultureInfo.InvariantCulture, $"en clair à partir de {Below.NumberIn(spec)}, ramené à cette borne au-dessous"),
        _ => string.Create(CultureInfo.InvariantCulture, $"en clair jusqu'à {Above.NumberIn(spec)}, ramené à cette borne au-dessus"),
    };

    private protected override string InEnglish(TransformSpec spec) => (Below.IsIn(spec), Above.IsIn(spec)) switch
    {
        (true, true) => string.Create(CultureInfo.InvariantCulture, $"in clear from {Below.NumberIn(spec)} to {Above.NumberIn(spec)}, beyond that brought to these bounds"),
        (true, false) => string.Create(CultureInfo.InvariantCulture, $"in clear from {Below.NumberIn(spec)}, brought to that bound below"),
        _ => string.Create(CultureInfo.InvariantCulture, $"in clear up to {Above.NumberIn(spec)}, brought to that bound above"),
    };

    private sealed class Transform(FieldType type, long below, long above) : ValueTransform(type)
    {
        private readonly byte[] _least = Encoding.ASCII.GetBytes(below.ToString(CultureInfo.InvariantCulture));
        private readonly byte[] _most = Encoding.ASCII.GetBytes(above.ToString(CultureInfo.InvariantCulture));

        private protected override bool TryApplyTo(ReadOnlySpan<byte> value, CellBuffer output)
        {
            if (!JsonNumber.TryRead(value, out var number) || !number.TryFloor(out long floor))
            {
                return false;
            }

            output.Write(CellKind.Number, floor < below ? _least : floor >= above ? _most : value);
            return true;
        }
    }
}
