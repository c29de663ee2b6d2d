using System.Collections.Immutable;
using System.Globalization;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// <c>generalise</c>: a coarser value, in exactly one way: a part of a date, a number's band of a width or of a list, a text's beginning.
/// </summary>
internal sealed class Generalise() : TransformDefinition("generalise", DisclosureClass.Generalised, To, Band, From, Bands, KeepFirst)
{
    private static readonly ImmutableArray<string> Parts = ["year", "quarter", "month", "isoWeek", "day", "hour"]; // coarse to fine, but for the week

    private static readonly TransformParameter To = TransformParameter.OneOf("to", [.. Parts]);
    private static readonly TransformParameter Band = TransformParameter.WholeNumber("band", 1, DeliverBand.MaxWidth);
    private static readonly TransformParameter From = TransformParameter.WholeNumber("from", 0, DeliverBand.MaxWidth).Unless("0", isImplied: true);
    private static readonly TransformParameter Bands = TransformParameter.Ascending("bands", 0, DeliverBand.MaxWidth);
    private static readonly TransformParameter KeepFirst = TransformParameter.WholeNumber("keepFirst", 1, 64);

    private static readonly ImmutableArray<TransformParameter> OneOfThese = [To, Band, Bands, KeepFirst];

    /// <inheritdoc/>
    public override ImmutableArray<FieldType> Types => [FieldType.Text, FieldType.Integer, FieldType.Number, FieldType.Date, FieldType.Timestamp];

    private protected override ImmutableArray<string> Ways =>
        [.. Parts.Select(part => $"to={part}"), "band=10", "band=10 from=5", "bands=18,30,65", "keepFirst=2"];

    /// <inheritdoc/>
    public override FieldType OutputType(TransformSpec spec, FieldType type) => To.TextIn(spec) == "day" ? FieldType.Date : FieldType.Text;

    /// <summary>
    /// Bands begin at multiples of their width: each narrow one lies in one wide one only when the widths divide. Weeks lie in no month.
    /// </summary>
    public override bool IsWithin(TransformSpec lower, TransformSpec upper)
    {
        if (To.IsIn(lower) && To.IsIn(upper))
        {
            var (coarse, fine) = (To.TextIn(lower), To.TextIn(upper));
            return Parts.IndexOf(coarse) <= Parts.IndexOf(fine) && (fine != "isoWeek" || coarse == "isoWeek");
        }

        if (Band.IsIn(lower) && Band.IsIn(upper))
        {
            return Band.NumberIn(lower) % Band.NumberIn(upper) == 0 && (From.NumberIn(lower) - From.NumberIn(upper)) % Band.NumberIn(upper) == 0;
        }

        return Bands.IsIn(lower) && Bands.IsIn(upper)
            ? Bands.NumbersIn(lower).All(bound => Bands.NumbersIn(upper).Contains(bound))
            : KeepFirst.IsIn(lower) && KeepFirst.IsIn(upper) && KeepFirst.NumberIn(lower) < KeepFirst.NumberIn(upper);
    }

    private protected override void CheckWhole(TransformSpec spec, FieldType type, ImmutableArray<TransformProblem>.Builder problems)
    {
        TransformParameter[] given = [.. OneOfThese.Where(parameter => parameter.IsIn(spec))];
        if (given is not [var way])
        {
            var names = given.Select(parameter => $"`{parameter.Name}`").Order(StringComparer.Ordinal);
            string text = $"`generalise` takes exactly one of its parameters, got {(names.Any() ? string.Join(", ", names) : "none")}";
            problems.Add(new TransformProblem(null, text, "give `to`, `band`, `bands` or `keepFirst`"));
        }
        else if (From.IsIn(spec) && way != Band)
        {
            problems.Add(new TransformProblem(From.Name, "`from` says where bands of one width begin", "give it with `band`"));
        }
        else
        {
            RequireType($"generalise: {way.Name}", type, problems, TypesOf(way, spec));
        }
    }

    private protected override FieldTransform Build(TransformSpec spec, FieldBinding field)
    {
        if (To.IsIn(spec))
        {
            return new DeliverDatePart(field.Type, To.TextIn(spec));
        }

        return Band.IsIn(spec) ? new DeliverBand(field.Type, Band.NumberIn(spec), From.NumberIn(spec))
            : Bands.IsIn(spec) ? new DeliverBands(field.Type, Bands.NumbersIn(spec))
            : new DeliverPrefix(KeepFirst.NumberIn(spec));
    }

    private protected override string InFrench(TransformSpec spec)
    {
        if (To.IsIn(spec))
        {
            return To.TextIn(spec) switch
            {
                "year" => "réduit à l'année", "quarter" => "réduit au trimestre", "month" => "réduit au mois", "isoWeek" => "réduit à la semaine",
                "day" => "réduit au jour", _ => "réduit à l'heure",
            };
        }

        int keepFirst = KeepFirst.NumberIn(spec);
        return Bands.IsIn(spec) ? $"par tranches (bornes : {string.Join(", ", Bands.NumbersIn(spec))})"
            : Band.IsIn(spec) ? string.Create(CultureInfo.InvariantCulture, $"par tranches de {Band.NumberIn(spec)}") + (From.NumberIn(spec) > 0 ? string.Create(CultureInfo.InvariantCulture, $" à partir de {From.NumberIn(spec)}") : "")
            : keepFirst == 1 ? "réduit au premier caractère"
            : string.Create(CultureInfo.InvariantCulture, $"réduit aux {keepFirst} premiers caractères");
    }

    private protected override string InEnglish(TransformSpec spec)
    {
        if (To.IsIn(spec))
        {
            return $"reduced to the {(To.TextIn(spec) == "isoWeek" ? "week" : To.TextIn(spec))}";
        }

        int keepFirst = KeepFirst.NumberIn(spec);
        return Bands.IsIn(spec) ? $"in bands (bounds: {string.Join(", ", Bands.NumbersIn(spec))})"
            : Band.IsIn(spec) ? string.Create(CultureInfo.InvariantCulture, $"in bands of {Band.NumberIn(spec)}") + (From.NumberIn(spec) > 0 ? string.Create(CultureInfo.InvariantCulture, $" from {From.NumberIn(spec)}") : "")
            : keepFirst == 1 ? "reduced to the first character"
            : string.Create(CultureInfo.InvariantCulture, $"reduced to the first {keepFirst} characters");
    }

    // A date's day would be the date itself.
    private static ReadOnlySpan<FieldType> TypesOf(TransformParameter way, TransformSpec spec)
    {
        if (way == To)
        {
            return To.TextIn(spec) is "day" or "hour" ? [FieldType.Timestamp] : [FieldType.Date, FieldType.Timestamp];
        }

        return way == KeepFirst ? [FieldType.Text] : [FieldType.Integer, FieldType.Number];
    }
}
