using System.Collections.Immutable;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Privacy.Tests.Transforms;

public sealed class TransformCatalogueTests
{
    [Fact]
    public void The_catalogue_is_what_the_documents_list()
    {
        var rows = TransformCatalogue.All.Select(definition =>
            $"{definition.Name} {definition.Class} ({string.Join(", ", definition.Parameters.Select(parameter => parameter.Name))})");

        Assert.Equal(
            [
                "reveal Identified ()",
                "redactText Generalised (find, with, nationalOf)",
                "topCode Generalised (below, above)",
                "noise Generalised (spread, shape, from, until)",
                "shiftDate Generalised (days)",
                "mask Generalised (keepFirst, keepLast, char, ignore, minMasked, fixedLength)",
                "maskEmail Generalised (keepLocal, domain)",
                "maskPhone Generalised (country, keepLast, nationalOf)",
                "maskIban Generalised ()",
                "maskCard Generalised (keepFirst, keepLast)",
                "maskName Generalised ()",
                "maskNir Generalised (keep)",
                "generalise Generalised (to, band, from, bands, keepFirst)",
                "ageBand Generalised (bands)",
                "postcode Generalised (of)",
                "roundPosition Generalised (decimals)",
                "geohash Generalised (length)",
                "truncateIp Generalised (v4, v6)",
                "stripUrl Generalised (keep)",
                "userAgentFamily Generalised ()",
                "tokenise Pseudonymised (linkable)",
                "encryptFormat Pseudonymised (linkable)",
                "pseudonymise Pseudonymised (linkable, form, length)",
                "fake Pseudonymised (kind, language, linkable)",
                "constant Suppressed (value)",
                "typeName Suppressed ()",
                "blank Suppressed ()",
                "drop Suppressed ()",
            ],
            rows);
        Assert.Equal(
            ["noise Noise", "shiftDate Shift", "tokenise Token", "encryptFormat Ff1", "pseudonymise Pseudonym", "fake Fake"],
            TransformCatalogue.All.Where(definition => definition.NeedsKey).Select(definition => $"{definition.Name} {definition.KeyUse}"));
        Assert.Equal(["tokenise", "encryptFormat"], TransformCatalogue.All.Where(definition => definition.IsReversible).Select(definition => definition.Name));
    }

    [Theory]
    [InlineData("Mask")]
    [InlineData("pseudonimise")]
    [InlineData("")]
    public void A_name_that_is_not_listed_is_not_found(string name) => Assert.Null(TransformCatalogue.Find(name));

    [Theory]
    [InlineData("reveal", FieldType.Boolean)]
    [InlineData("drop", FieldType.Timestamp)]
    [InlineData("blank", FieldType.Date)]
    [InlineData("mask", FieldType.Text)]
    [InlineData("mask keepFirst=0 keepLast=64 char=x", FieldType.Text)]
    [InlineData("generalise to=year", FieldType.Date)]
    [InlineData("generalise to=month", FieldType.Timestamp)]
    [InlineData("generalise band=1", FieldType.Integer)]
    [InlineData("generalise band=1000000000", FieldType.Number)]
    [InlineData("generalise keepFirst=64", FieldType.Text)]
    [InlineData("pseudonymise linkable=recipient", FieldType.Integer)]
    public void A_good_spec_has_no_problem(string spec, FieldType type) => Assert.Empty(Check(spec, type));

    [Theory]
    [InlineData("mask keepFrist=2", "keepFrist: unknown parameter `keepFrist` of `mask` (did you mean `keepFirst`?)")]
    [InlineData("mask keepfirst=2", "keepfirst: unknown parameter `keepfirst` of `mask` (did you mean `keepFirst`?)")]
    [InlineData("mask colour=red", "colour: unknown parameter `colour` of `mask`")]
    [InlineData("reveal keepFirst=2", "keepFirst: unknown parameter `keepFirst` of `reveal`")]
    [InlineData("mask keepFirst=-1", "keepFirst: `keepFirst: -1` does not fit `mask` (expected a whole number from 0 to 64)")]
    [InlineData("mask keepFirst=65", "keepFirst: `keepFirst: 65` does not fit `mask` (expected a whole number from 0 to 64)")]
    [InlineData("mask keepFirst=2.0", "keepFirst: `keepFirst: 2.0` does not fit `mask` (expected a whole number from 0 to 64)")]
    [InlineData("mask keepLast=99999999999", "keepLast: `keepLast: 99999999999` does not fit `mask` (expected a whole number from 0 to 64)")]
    [InlineData("mask char=**", "char: `char: **` does not fit `mask` (expected one visible character)")]
    [InlineData("mask char=", "char: `char: ` does not fit `mask` (expected one visible character)")]
    [InlineData("mask char=\u0301", "char: `char: \u0301` does not fit `mask` (expected one visible character)")]
    [InlineData("mask char=\u00a0", "char: `char: \u00a0` does not fit `mask` (expected one visible character)")]
    [InlineData("generalise to=second", "to: `to: second` does not fit `generalise` (expected `year` or `quarter` or `month` or `isoWeek` or `day` or `hour`)")]
    [InlineData("generalise band=0", "band: `band: 0` does not fit `generalise` (expected a whole number from 1 to 1000000000)")]
    [InlineData("generalise keepFirst=0", "keepFirst: `keepFirst: 0` does not fit `generalise` (expected a whole number from 1 to 64)")]
    [InlineData("generalise", "`generalise` takes exactly one of its parameters, got none (give `to`, `band`, `bands` or `keepFirst`)")]
    [InlineData("generalise keepFirst=1 to=year", "`generalise` takes exactly one of its parameters, got `keepFirst`, `to` (give `to`, `band`, `bands` or `keepFirst`)")]
    [InlineData("generalise band=10", "`generalise: band` does not fit a field of type string (it fits integer, number)")]
    [InlineData("generalise to=year", "`generalise: to` does not fit a field of type string (it fits date, timestamp)")]
    [InlineData("pseudonymise linkable=group", "linkable: `linkable: group` does not fit `pseudonymise` (expected `response` or `agreement` or `recipient`)")]
    public void A_bad_spec_says_what_would_be_right(string spec, string expected) => Assert.Equal([expected], Check(spec, FieldType.Text));

    [Theory]
    [InlineData("mask", FieldType.Date, "`mask` does not fit a field of type date (it fits string)")]
    [InlineData("pseudonymise", FieldType.Number, "`pseudonymise` does not fit a field of type number (it fits string, integer)")]
    [InlineData("generalise keepFirst=2", FieldType.Integer, "`generalise: keepFirst` does not fit a field of type integer (it fits string)")]
    [InlineData("reveal", FieldType.Unknown, "`reveal` does not fit a field of type unknown (it fits string, integer, number, boolean, date, timestamp, time)")]
    public void A_transform_that_does_not_fit_the_type_is_a_problem(string spec, FieldType type, string expected) =>
        Assert.Equal([expected], Check(spec, type));

    [Theory]
    [InlineData("reveal")]
    [InlineData("drop")]
    [InlineData("blank")]
    [InlineData("mask")]
    [InlineData("generalise to=year")]
    [InlineData("pseudonymise")]
    public void No_transform_fits_a_field_without_a_known_type(string spec)
    {
        Assert.NotEmpty(Check(spec, FieldType.Unknown));
        Assert.NotEmpty(Check(spec, (FieldType)99));
    }

    [Fact]
    public void All_problems_are_told_at_once() => Assert.Equal(
        [
            "char: `char: xx` does not fit `mask` (expected one visible character)",
            "keepFirst: `keepFirst: many` does not fit `mask` (expected a whole number from 0 to 64)",
            "shape: unknown parameter `shape` of `mask`",
        ],
        Check("mask shape=round keepFirst=many char=xx", FieldType.Text));

    [Fact]
    public void A_definition_takes_only_its_own_specs() =>
        Assert.Equal("`drop` is not `mask`", Assert.Single(TransformCatalogue.Find("mask")!.Check(Cells.Spec("drop"), FieldType.Text)).Text);

    [Theory]
    [InlineData("mask keepFirst=65", FieldType.Text)]
    [InlineData("mask", FieldType.Integer)]
    [InlineData("generalise", FieldType.Text)]
    [InlineData("reveal colour=red", FieldType.Text)]
    public void A_bad_spec_is_never_built(string spec, FieldType type) =>
        Assert.Throws<ArgumentException>(() => Cells.Create(spec, type, CanonicalForm.Text));

    [Theory]
    [InlineData("reveal", FieldType.Date, FieldType.Date)]
    [InlineData("mask", FieldType.Text, FieldType.Text)]
    [InlineData("blank", FieldType.Number, FieldType.Number)]
    [InlineData("generalise to=year", FieldType.Date, FieldType.Text)]
    [InlineData("generalise band=10", FieldType.Integer, FieldType.Text)]
    [InlineData("pseudonymise", FieldType.Integer, FieldType.Text)]
    public void The_published_type_is_that_of_the_delivered_value(string spec, FieldType type, FieldType expected) =>
        Assert.Equal(expected, TransformCatalogue.Find(Cells.Spec(spec).Name)!.OutputType(Cells.Spec(spec), type));

    [Fact]
    public void Specs_are_equal_when_their_text_is()
    {
        Assert.Equal(Cells.Spec("mask keepFirst=2 char=#"), Cells.Spec("mask char=# keepFirst=2"));
        Assert.Equal(Cells.Spec("mask keepFirst=2").GetHashCode(), Cells.Spec("mask keepFirst=2").GetHashCode());
        Assert.NotEqual(Cells.Spec("mask keepFirst=2"), Cells.Spec("mask keepFirst=3"));
        Assert.NotEqual(Cells.Spec("mask keepFirst=2"), Cells.Spec("mask keepLast=2"));
        Assert.NotEqual(Cells.Spec("mask"), Cells.Spec("blank"));
    }

    private static ImmutableArray<string> Check(string written, FieldType type)
    {
        var spec = Cells.Spec(written);
        return
        [
            .. TransformCatalogue.Find(spec.Name)!.Check(spec, type).Select(problem =>
                (problem.Parameter is null ? "" : problem.Parameter + ": ") + problem.Text + (problem.Hint is null ? "" : $" ({problem.Hint})")),
        ];
    }
}
