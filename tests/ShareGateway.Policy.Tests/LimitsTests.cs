using System.Collections.Immutable;
using CsCheck;
using ShareGateway.Policy.Guardrails;

namespace ShareGateway.Policy.Tests;

public sealed class LimitsTests
{
    private static readonly string[] Purposes =
        ["dpv:Marketing", "dpv:DirectMarketing", "dpv:Personalisation", "dpv:PersonalisedAdvertising", "dpv:TargetedAdvertising", "dpv:LegalCompliance"];

    private static readonly string[] Bases = ["eu-gdpr:A6-1-a", "eu-gdpr:A6-1-a-explicit-consent", "eu-gdpr:A6-1-f"];
    private static readonly string[] Categories = ["pd:Contact", "pd:EmailAddress", "pd:Location", "pd:PhysicalAddress", "pd:PostalCode", "pd:BirthDate"];
    private static readonly string[] Actions = ["reveal", "mask", "generalise", "pseudonymise", "blank", "drop"];
    private static readonly string[] Countries = ["loc:FR", "loc:DE", "loc:US", "loc:CH"];
    private static readonly string[] Tools = ["eu-gdpr:A46-2-b", "eu-gdpr:A46-2-c"];

    private static readonly Gen<Period> GenPeriod = OneOf("P1M", "P30D", "P31D", "P12M", "P1Y", "P1M30D", "P2M", "P13M").Select(Parse);

    internal static readonly Gen<Limits> GenLimits = Gen.Select(
        Gen.Select(Subset(Purposes), Rules(Purposes, Bases), Rules(Categories, Actions)),
        Gen.Select(Maybe(Subset(Countries)), Maybe(Subset(Tools))),
        Gen.Select(OrNot(GenPeriod), OrNot(GenPeriod), OrNot(GenPeriod), OrNot(Gen.Int[1, 9].Select(minutes => TimeSpan.FromMinutes(minutes)))),
        Gen.Select(OrNot(Gen.Int[2, 5]), OrNot(Gen.Int[0, 1].Select(value => (Reidentification)value))),
        (terms, transfer, lengths, people) => new Limits
        {
            ForbiddenPurposes = terms.Item1,
            LegalBases = terms.Item2,
            FieldActions = terms.Item3,
            FreeWithin = transfer.Item1,
            ElsewhereNeeds = transfer.Item2,
            RecipientRetention = lengths.Item1,
            AgreementLength = lengths.Item2,
            ConsentAge = lengths.Item3,
            ConsentStaleness = lengths.Item4,
            MinimumGroup = people.Item1,
            Reidentification = people.Item2,
        });

    [Fact]
    public void A_meet_is_within_both_sides() => Gen.Select(GenLimits, GenLimits).Sample((a, b) =>
        a.Meet(b).IsWithin(a) && a.Meet(b).IsWithin(b));

    [Fact]
    public void A_meet_does_not_depend_on_the_order() => Gen.Select(GenLimits, GenLimits).Sample((a, b) => a.Meet(b).Equals(b.Meet(a)));

    [Fact]
    public void A_meet_does_not_depend_on_the_grouping() => Gen.Select(GenLimits, GenLimits, GenLimits).Sample((a, b, c) =>
        a.Meet(b).Meet(c).Equals(a.Meet(b.Meet(c))));

    [Fact]
    public void A_meet_with_itself_changes_nothing() => GenLimits.Sample(a => a.Meet(a).Equals(a) && a.Meet(Limits.Unlimited).Equals(a));

    [Fact]
    public void A_meet_allows_exactly_what_both_sides_allow() => Gen.Select(GenLimits, GenLimits).Sample((a, b) =>
    {
        var meet = a.Meet(b);
        foreach (string purpose in Purposes)
        {
            Assert.Equal(a.AllowsPurpose(purpose) && b.AllowsPurpose(purpose), meet.AllowsPurpose(purpose));
            Assert.All(Bases, basis => Assert.Equal(a.AllowsBasis(purpose, basis) && b.AllowsBasis(purpose, basis), meet.AllowsBasis(purpose, basis)));
        }

        foreach (string category in Categories)
        {
            Assert.All(Actions, action => Assert.Equal(
                a.AllowsAction(category, action) && b.AllowsAction(category, action), meet.AllowsAction(category, action)));
        }
    });

    [Fact]
    public void A_meet_never_lets_data_go_where_one_side_does_not() => Gen.Select(GenLimits, GenLimits, OneOf(Countries), OneOf(Tools))
        .Sample((a, b, country, tool) =>
        {
            // A side without a word about transfers leaves the matter to the other; by itself it lets nothing go.
            var all = Stated(a).Meet(Stated(b));
            return !all.AllowsTransfer([country], tool) || (Stated(a).AllowsTransfer([country], tool) && Stated(b).AllowsTransfer([country], tool));
        });

    [Fact]
    public void A_meet_takes_the_shorter_of_two_lengths() => Gen.Select(GenLimits, GenLimits).Sample((a, b) =>
    {
        var meet = a.Meet(b);
        Assert.True(IsLeast(meet.RecipientRetention, a.RecipientRetention, b.RecipientRetention));
        Assert.True(IsLeast(meet.AgreementLength, a.AgreementLength, b.AgreementLength));
        Assert.True(IsLeast(meet.ConsentAge, a.ConsentAge, b.ConsentAge));
        Assert.True(IsLeast(meet.ConsentStaleness, a.ConsentStaleness, b.ConsentStaleness));
    });

    [Fact]
    public void A_meet_takes_the_larger_group_and_the_tighter_word_on_reidentification() => Gen.Select(GenLimits, GenLimits).Sample((a, b) =>
    {
        var meet = a.Meet(b);
        Assert.Equal(new[] { a.MinimumGroup, b.MinimumGroup }.Max(), meet.MinimumGroup);
        Assert.Equal(new[] { a.Reidentification, b.Reidentification }.Where(side => side is not null).Min(), meet.Reidentification);
    });

    [Fact]
    public void To_be_within_is_an_order() => Gen.Select(GenLimits, GenLimits, GenLimits).Sample((a, b, c) =>
        a.IsWithin(a) && a.IsWithin(Limits.Unlimited)
        && (!(a.IsWithin(b) && b.IsWithin(a)) || a.Equals(b))
        && a.Meet(b).Meet(c).IsWithin(a.Meet(b)));

    [Fact]
    public void Limits_that_differ_in_one_place_are_not_equal()
    {
        var period = Parse("P1M");
        Limits[] all =
        [
            new(), new() { ForbiddenPurposes = ["dpv:Marketing"] }, new() { LegalBases = TermRules.None.With("dpv:Marketing", Bases) },
            new() { FieldActions = TermRules.None.With("pd:Contact", Actions) }, new() { FreeWithin = ["loc:FR"] }, new() { FreeWithin = ["loc:DE"] },
            new() { ElsewhereNeeds = ["eu-gdpr:A46-2-b"] }, new() { RecipientRetention = period }, new() { AgreementLength = period },
            new() { ConsentAge = period }, new() { ConsentStaleness = TimeSpan.FromMinutes(1) }, new() { MinimumGroup = 2 }, new() { MinimumGroup = 3 },
            new() { Reidentification = Reidentification.Never }, new() { Reidentification = Reidentification.TwoPeople },
        ];

        Assert.Equal(all.Length, all.Distinct().Count());
    }

    [Fact]
    public void Leaving_a_field_out_is_always_allowed() =>
        Assert.True(new Limits { FieldActions = TermRules.None.With("pd:Name", ["mask"]) }.AllowsAction("pd:Name", "drop"));

    [Theory]
    [InlineData("loc:FR", "", true)]
    [InlineData("loc:US", "", false)]
    [InlineData("loc:US", "eu-gdpr:A46-2-c", true)]
    [InlineData("loc:US", "eu-gdpr:A46-2-b", false)]
    [InlineData("loc:FR loc:US", "", false)]
    [InlineData("loc:FR loc:US", "eu-gdpr:A46-2-c", true)]
    [InlineData("", "eu-gdpr:A46-2-c", false)]
    public void Data_goes_freely_within_the_area_and_elsewhere_with_a_tool(string countries, string tool, bool covered)
    {
        var limits = new Limits { FreeWithin = ["loc:FR", "loc:BE"], ElsewhereNeeds = ["eu-gdpr:A46-2-c"] };

        Assert.Equal(covered, limits.AllowsTransfer(countries.Split(' ', StringSplitOptions.RemoveEmptyEntries), tool));
    }

    [Fact]
    public void Without_a_word_about_transfers_data_goes_nowhere() =>
        Assert.False(Limits.Unlimited.AllowsTransfer(["loc:FR"], "eu-gdpr:A46-2-c"));

    [Fact]
    public void An_action_is_named_by_a_rule_that_holds_for_the_category_and_lists_it_and_by_no_other()
    {
        var limits = new Limits { FieldActions = TermRules.None.With("pd:Contact", ["mask"]).With("pd:Location", ["pseudonymise"]) };

        Assert.True(limits.NamesAction("pd:Contact", "mask"));
        Assert.True(limits.NamesAction("pd:EmailAddress", "mask")); // a kind of contact
        Assert.False(limits.NamesAction("pd:EmailAddress", "pseudonymise")); // named for places only
        Assert.False(limits.NamesAction("pd:BirthDate", "mask"));
        Assert.False(Limits.Unlimited.NamesAction("pd:Contact", "mask"));
    }

    private static Limits Stated(Limits limits) => limits with { FreeWithin = limits.FreeWithin ?? [], ElsewhereNeeds = limits.ElsewhereNeeds ?? [] };

    private static bool IsLeast<T>(T? meet, T? a, T? b)
        where T : struct, IComparable<T> =>
        new[] { a, b }.Where(side => side is not null).All(side => meet is not null && meet.Value.CompareTo(side!.Value) <= 0)
        && (Equals(meet, a) || Equals(meet, b));

    private static Period Parse(string text) => Period.TryParse(text, out var period) ? period : throw new FormatException(text);

    internal static Gen<string> OneOf(params string[] all) => Gen.Int[0, all.Length - 1].Select(i => all[i]);

    internal static Gen<ImmutableSortedSet<string>> Subset(string[] all) =>
        Gen.Bool.Array[all.Length].Select(mask => all.Where((_, i) => mask[i]).ToImmutableSortedSet(StringComparer.Ordinal));

    private static Gen<ImmutableSortedSet<string>?> Maybe(Gen<ImmutableSortedSet<string>> gen) =>
        Gen.Select(Gen.Bool, gen, (has, set) => has ? set : null);

    private static Gen<T?> OrNot<T>(Gen<T> gen)
        where T : struct => Gen.Select(Gen.Bool, gen, (has, value) => has ? value : (T?)null);

    private static Gen<TermRules> Rules(string[] terms, string[] accepted) =>
        Gen.Select(OneOf(terms), Subset(accepted)).Array[0, 3]
            .Select(rules => rules.Aggregate(TermRules.None, (all, rule) => all.With(rule.Item1, rule.Item2)));
}
