using System.Collections.Immutable;
using System.Globalization;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// <c>generalise</c>: a coarser value, in exactly one of three ways: a date's year or month, a number's band, a text's beginning.
/// </summary>
internal sealed class Generalise() : TransformDefinition("generalise", DisclosureClass.Generalised, To, Band, KeepFirst)
{
    private static readonly TransformParameter To = TransformParameter.OneOf("to", "year", "month");
    private static readonly TransformParameter Band = TransformParameter.WholeNumber("band", 1, DeliverBand.MaxWidth);
    private static readonly TransformParameter KeepFirst = TransformParameter.WholeNumber("keepFirst", 1, 64);

    /// <inheritdoc/>
    public override FieldType OutputType(TransformSpec spec, FieldType type) => FieldType.Text;

    private protected override void CheckWhole(TransformSpec spec, FieldType type, ImmutableArray<TransformProblem>.Builder problems)
    {
        if (spec.Parameters.Count != 1)
        {
            var names = spec.Parameters.Keys.Select(name => $"`{name}`");
            string text = $"`generalise` takes exactly one of its parameters, got {(names.Any() ? string.Join(", ", names) : "none")}";
            problems.Add(new TransformProblem(null, text, "give `to`, `band` or `keepFirst`"));
        }
        else if (To.IsIn(spec))
        {
            RequireType("generalise: to", type, problems, FieldType.Date, FieldType.Timestamp);
        }
        else if (Band.IsIn(spec))
        {
            RequireType("generalise: band", type, problems, FieldType.Integer, FieldType.Number);
        }
        else
        {
            RequireType("generalise: keepFirst", type, problems, FieldType.Text);
        }
    }

    private protected override FieldTransform Build(TransformSpec spec, FieldType type, CanonicalForm form, FieldKey? key)
    {
        if (To.IsIn(spec))
        {
            return new DeliverDatePart(type, To.TextIn(spec, "") == "month");
        }

        return Band.IsIn(spec) ? new DeliverBand(type, Band.NumberIn(spec, 0)) : new DeliverPrefix(KeepFirst.NumberIn(spec, 0));
    }

    private protected override string InFrench(TransformSpec spec)
    {
        if (To.IsIn(spec))
        {
            return To.TextIn(spec, "") == "month" ? "réduit au mois" : "réduit à l'année";
        }

        int keepFirst = KeepFirst.NumberIn(spec, 0);
        return Band.IsIn(spec) ? string.Create(CultureInfo.InvariantCulture, $"par tranches de {Band.NumberIn(spec, 0)}")
            : keepFirst == 1 ? "réduit au premier caractère"
            : string.Create(CultureInfo.InvariantCulture, $"réduit aux {keepFirst} premiers caractères");
    }

    private protected override string InEnglish(TransformSpec spec)
    {
        if (To.IsIn(spec))
        {
            return To.TextIn(spec, "") == "month" ? "reduced to the month" : "reduced to the year";
        }

        int keepFirst = KeepFirst.NumberIn(spec, 0);
        return Band.IsIn(spec) ? string.Create(CultureInfo.InvariantCulture, $"in bands of {Band.NumberIn(spec, 0)}")
            : keepFirst == 1 ? "reduced to the first character"
            : string.Create(CultureInfo.InvariantCulture, $"reduced to the first {keepFirst} characters");
    }
}
