using System.Collections.Immutable;
using ShareGateway.Policy.Comparing;

namespace ShareGateway.Policy.Tests.Comparing;

/// <summary>One edit of a policy folder, and what the comparison says of it.</summary>
public sealed class PolicyDiffTests
{
    private const string Agreement = PolicyFiles.Agreement;
    private const string Group = PolicyFiles.Group;
    private const string France = PolicyFiles.France;
    private const string Partner = PolicyFiles.Partner;
    private const string Customers = PolicyFiles.Customers;

    [Theory]
    [InlineData(Agreement, "maxAge: P12M", "maxAge: P13M", "consent.maxAge", "Looser", "a consent counts for 390 days (before: 360 days)")]
    [InlineData(Agreement, "mustNameRecipient: true", "mustNameRecipient: false", "consent.mustNameRecipient", "Looser", "the consent must name the recipient: no (before: yes)")]
    [InlineData(Agreement, "maxStaleness: PT60S", "maxStaleness: PT90S", "consent.maxStaleness", "Looser", "the gateway's knowledge of consents may be as old as 90 seconds (before: 1 minute)")]
    [InlineData(Agreement, "rowsPerDay: 1000", "rowsPerDay: 1001", "questions.rowsPerDay", "Looser", "records per day, at most: 1001 (before: 1000)")]
    [InlineData(Agreement, "keepFor: P6M", "keepFor: P45D", "afterDelivery.keepFor", "Tighter", "the recipient may keep the data for 45 days (before: 6 months)")]
    [InlineData(Agreement, "then: erase", "then: return", "afterDelivery.then", "Neither", "after that time, the recipient must give the data back (before: erase the data)")]
    [InlineData(Agreement, "PT24H", "PT48H", "afterDelivery.actOnWithdrawalWithin", "Looser", "the recipient acts on a withdrawal within 2 days (before: 24 hours)")]
    [InlineData(Agreement, "from: 2026-10-01", "from: 2026-11-01", "validity.from", "Tighter", "the agreement begins on 2026-11-01 (before: 2026-10-01)")]
    [InlineData(Agreement, "until: 2027-09-30", "until: 2027-08-31", "validity.until", "Tighter", "the agreement ends on 2027-08-31 (before: 2027-09-30)")]
    [InlineData(Agreement, "do: mask, keepFirst: 2", "do: mask, keepFirst: 1", "fields.email", "Tighter", "the field `email` is masked but for the first character (before: masked but for the first 2 characters); texts of 2 characters show more than before")]
    [InlineData(Agreement, "do: mask, keepFirst: 2", "do: mask", "fields.email", "Tighter", "the field `email` is masked throughout (before: masked but for the first 2 characters)")]
    [InlineData(Agreement, "do: mask, keepFirst: 2", "do: pseudonymise", "fields.email", "Neither", "the field `email` is replaced by a pseudonym that changes with every response (before: masked but for the first 2 characters); the two kinds have no order")]
    [InlineData(Agreement, "{do: generalise, to: year}", "{do: generalise, to: month}", "fields.birth_date", "Looser", "the field `birth_date` is reduced to the month (before: reduced to the year)")]
    [InlineData(Agreement, "{do: generalise, to: year}", "{do: drop}", "fields.birth_date", "Tighter", "the field `birth_date` is left out (before: reduced to the year)")]
    [InlineData(Agreement, "onFailure: dropRecord", "onFailure: failRequest", "fields.email.onFailure", "Tighter", "when that cannot be done with a value of `email`, the whole answer fails (before: the record is withheld)")]
    [InlineData(Agreement, "[\"75001\", \"75002\"]", "[\"75001\"]", "rows.address.postcode", "Tighter", "records with 75002 in `address.postcode` no longer leave")]
    [InlineData(Agreement, "rows:\n  - {field: address.postcode, is: [\"75001\", \"75002\"]}", "", "rows.address.postcode", "Looser", "records leave whatever stands in `address.postcode` (before: only with 75001, 75002)")]
    [InlineData(Partner, "country: loc:FR", "country: loc:BE", "recipient.country", "Neither", "the recipient's seat is in loc:BE (before: loc:FR)")]
    [InlineData(Partner, "processesIn: [loc:FR, loc:BE]", "processesIn: [loc:FR]", "recipient.processesIn", "Tighter", "the recipient no longer processes the data in loc:BE")]
    [InlineData(Partner, "partner-batch]", "partner-batch, partner-new]", "recipient.clientIds", "Looser", "client partner-new may ask too")]
    [InlineData(Partner, "role: dpv:ThirdParty", "role: dpv:DataProcessor", "recipient.role", "Neither", "the recipient's role is dpv:DataProcessor (before: dpv:ThirdParty)")]
    [InlineData(Customers, "required: true}", "required: true}\n      - {path: email, scheme: mail, form: email, required: false}", "contract.subjectKeys.email", "Tighter", "people named in `email` must agree too")]
    [InlineData(Customers, "scheme: customer-number", "scheme: shop-number", "contract.subjectKeys.customer_id", "Neither", "ids in `customer_id` are read in another way")]
    [InlineData(Customers, "location: /internal/customers.csv", "location: /internal/all.csv", "contract.servers", "Neither", "the data comes from crm/internal/all.csv (csv), crm/internal/customers?page&size#/data/items (json) (before: crm/internal/customers.csv (csv), crm/internal/customers?page&size#/data/items (json))")]
    [InlineData(Customers, "value: /data/items", "value: /data/everyone", "contract.servers", "Neither", "the data comes from crm/internal/customers.csv (csv), crm/internal/customers?page&size#/data/everyone (json) (before: crm/internal/customers.csv (csv), crm/internal/customers?page&size#/data/items (json))")]
    [InlineData(Customers, "value: page}", "value: year}", "contract.servers", "Neither", "the data comes from crm/internal/customers.csv (csv), crm/internal/customers?year&size#/data/items (json) (before: crm/internal/customers.csv (csv), crm/internal/customers?page&size#/data/items (json))")]
    [InlineData(Group, "[dpv:SellDataToThirdParties, dpv:PublicRelations]", "[dpv:SellDataToThirdParties]", "forbidPurposes", "Looser", "dpv:PublicRelations is no longer forbidden")]
    [InlineData(Group, "pd:BirthDate: [drop, generalise]", "pd:BirthDate: [drop, generalise, reveal]", "fieldActions.pd:BirthDate", "Looser", "with pd:BirthDate, an agreement may do reveal too")]
    [InlineData(Group, "  pd:BirthDate: [drop, generalise]\n", "", "fieldActions.pd:BirthDate", "Looser", "with pd:BirthDate, an agreement may do anything (before: drop, generalise)")]
    [InlineData(Group, "dpv:FraudPreventionAndDetection: [eu-gdpr:A6-1-c, eu-gdpr:A6-1-f]", "dpv:FraudPreventionAndDetection: [eu-gdpr:A6-1-c]", "legalBasisFor.dpv:FraudPreventionAndDetection", "Tighter", "for dpv:FraudPreventionAndDetection, eu-gdpr:A6-1-f is no longer accepted")]
    [InlineData(Group, "recipientRetention: P24M", "recipientRetention: P36M", "maximum.recipientRetention", "Looser", "longest time for which a recipient may keep data: 36 months (before: 24 months)")]
    [InlineData(Group, "consentStaleness: PT5M", "consentStaleness: PT4M", "maximum.consentStaleness", "Tighter", "oldest knowledge of consents that counts: 4 minutes (before: 5 minutes)")]
    [InlineData(Group, "[eu-gdpr:A46-2-b, eu-gdpr:A46-2-c]", "[eu-gdpr:A46-2-b]", "transfer.elsewhereNeeds", "Tighter", "elsewhere, eu-gdpr:A46-2-c is no longer accepted as a tool")]
    [InlineData(France, "maximum:\n  recipientRetention: P12M", "", "maximum.recipientRetention", "Looser", "longest time for which a recipient may keep data: unlimited (before: 12 months)")]
    public void One_edit_is_one_change_in_plain_words(string file, string from, string to, string dimension, string order, string sentence)
    {
        var change = Assert.Single(Changes(files => files.Edit(file, from, to)));

        Assert.Equal((dimension, order, sentence), (change.Dimension, change.Order.ToString(), change.Sentence("en")));
        Assert.NotEqual(change.Sentence("en"), change.Sentence("fr"));
        Assert.Equal(change.Order == ChangeOrder.Looser && change.Subject == ChangeSubject.Agreement, change.Example is not null);
    }

    [Theory]
    [InlineData("title: \"Partner: the newsletter\"", "title: Another title")]
    [InlineData("version: 3", "version: 4")]
    [InlineData("because: the newsletter follows interests", "because: another reason")]
    [InlineData("legalBasis:", "# a comment\nlegalBasis:")]
    [InlineData("[\"75001\", \"75002\"]", "[\"75002\", \"75001\"]")]
    public void What_changes_nothing_that_leaves_is_no_change(string from, string to) => Assert.Empty(Changes(files => files.Edit(Agreement, from, to)));

    [Fact]
    public void Pages_of_another_size_bring_the_same_records() =>
        Assert.Empty(Changes(files => files.Edit(Customers, "pageSize, value: 500", "pageSize, value: 50")));

    [Fact]
    public void Another_purpose_passes_now_and_the_old_one_no_longer_does()
    {
        var changes = Changes(files => files.Edit(Agreement, "purpose: dpv:DirectMarketing", "purpose: dpv:TargetedAdvertising"));

        Assert.Equal(
            ["purpose Looser the purpose dpv:TargetedAdvertising is covered now", "purpose Tighter the purpose dpv:DirectMarketing is no longer covered"],
            changes.Select(change => $"{change.Dimension} {change.Order} {change.Sentence("en")}"));
        Assert.Equal(("dpv:TargetedAdvertising", true, "purpose-not-agreed"), (changes[0].Example!.Purpose, changes[0].Example!.NewlyPasses, changes[0].Example!.RefusedBefore));
        Assert.Equal(8, changes[0].Line);
    }

    [Fact]
    public void A_wider_field_comes_with_the_request_and_a_value_as_it_left_and_leaves()
    {
        var change = Assert.Single(Changes(files => files.Edit(Agreement, "{do: generalise, to: year}", "{do: generalise, to: month}")));

        var example = change.Example!;
        Assert.Equal(("partner", "customers@1", "dpv:DirectMarketing", false), (example.Recipient, example.Dataset, example.Purpose, example.NewlyPasses));
        Assert.Equal(("birth_date", "1987", "1987-06"), (example.Field, example.ValueBefore, example.ValueAfter));
        Assert.Equal((Agreement, 14), (change.File, change.Line));
    }

    [Fact]
    public void A_new_client_is_the_client_of_the_example()
    {
        var change = Assert.Single(Changes(files => files.Edit(Partner, "partner-batch]", "partner-batch, partner-new]")));

        Assert.Equal("partner-new", change.Example!.ClientId);
    }

    [Fact]
    public void A_longer_agreement_has_an_example_on_a_day_that_was_not_covered()
    {
        var change = Assert.Single(Changes(files => files.Edit(Agreement, "from: 2026-10-01", "from: 2026-10-02"), reverse: true));

        Assert.Equal(("validity.from", ChangeOrder.Looser), (change.Dimension, change.Order));
        Assert.Equal((new DateTimeOffset(2026, 10, 1, 12, 0, 0, TimeSpan.Zero), "agreement-not-yet-valid"), (change.Example!.Moment, change.Example.RefusedBefore));
    }

    [Fact]
    public void An_agreement_in_place_of_two_has_an_example_on_a_day_that_neither_covered()
    {
        const string second = "fr/shop/agreements/second.yaml";
        static string Days(string text, string from, string until) => text
            .Replace("from: 2026-10-01", $"from: {from}", StringComparison.Ordinal).Replace("until: 2027-09-30", $"until: {until}", StringComparison.Ordinal);
        string agreement = PolicyFiles.Texts[Agreement];

        var changes = Changes(
            files =>
            {
                files.Write(Agreement, Days(agreement, "2026-10-01", "2026-12-31"));
                files.Write(second, Days(agreement, "2027-07-01", "2027-09-30").Replace("id: partner-newsletter", "id: second", StringComparison.Ordinal));
            },
            files =>
            {
                files.Remove(second);
                files.Remove(Agreement);
                files.Write("fr/shop/agreements/whole.yaml", agreement.Replace("id: partner-newsletter", "id: whole", StringComparison.Ordinal));
            });

        var whole = Assert.Single(changes, change => change.Order == ChangeOrder.Looser);
        Assert.Equal(("whole", true), (whole.Id, whole.Example!.NewlyPasses));
        Assert.InRange(DateOnly.FromDateTime(whole.Example.Moment.Date), new DateOnly(2027, 1, 1), new DateOnly(2027, 6, 30));
    }

    [Fact]
    public void A_new_agreement_is_looser_and_a_gone_one_tighter()
    {
        var gone = Assert.Single(Changes(files => files.Remove(Agreement)));
        var added = Assert.Single(Changes(files => files.Remove(Agreement), reverse: true));

        Assert.Equal((ChangeOrder.Tighter, "gone: partner could have customers@1 for dpv:DirectMarketing, from 2026-10-01 to 2027-09-30"), (gone.Order, gone.Sentence("en")));
        Assert.Equal((ChangeOrder.Looser, "nouveau : partner peut obtenir customers@1 pour dpv:DirectMarketing, du 2026-10-01 au 2027-09-30"), (added.Order, added.Sentence("fr")));
        Assert.Equal("no-agreement", added.Example!.RefusedBefore);
    }

    [Fact]
    public void A_guardrail_s_edit_shows_what_it_does_to_the_agreements_below()
    {
        // France lets data go to Italy too: a transfer that no tool covered passes now.
        var changes = Changes(
            files => files.Edit(Partner, "processesIn: [loc:FR, loc:BE]", "processesIn: [loc:FR, loc:IT]"),
            files => files.Edit(France, "[loc:FR, loc:BE]", "[loc:FR, loc:BE, loc:IT]"));

        Assert.Equal(["Agreement transfer", "Guardrail transfer.freeWithin"], changes.Select(change => $"{change.Subject} {change.Dimension}"));
        Assert.All(changes, change => Assert.Equal((ChangeOrder.Looser, "transfer-not-covered"), (change.Order, change.Example!.RefusedBefore)));
        Assert.Equal("the transfer is covered from 2026-10-01 to 2027-09-30 too", changes[0].Sentence("en"));
        Assert.Equal(("fr", France, 9), (changes[1].Id, changes[1].File, changes[1].Line));
    }

    [Fact]
    public void A_wider_guardrail_that_no_agreement_uses_has_no_example()
    {
        var change = Assert.Single(Changes(files => files.Edit(Group, "recipientRetention: P24M", "recipientRetention: P36M")));

        Assert.Equal((ChangeSubject.Guardrail, ChangeOrder.Looser), (change.Subject, change.Order));
        Assert.Null(change.Example);
    }

    [Fact]
    public void A_wider_guardrail_shows_the_agreement_that_uses_it()
    {
        var changes = Changes(files =>
        {
            files.Edit(Group, "recipientRetention: P24M", "recipientRetention: P36M");
            files.Edit(France, "recipientRetention: P12M", "recipientRetention: P36M");
            files.Edit(Agreement, "keepFor: P6M", "keepFor: P30M");
        });

        Assert.Equal(3, changes.Length);
        Assert.All(changes, change => Assert.Equal((ChangeOrder.Looser, "partner"), (change.Order, change.Example!.Recipient)));
    }

    [Fact]
    public void An_agreement_under_which_nothing_passes_allows_no_more_by_being_new()
    {
        var changes = Changes(
            files =>
            {
                files.Edit(Partner, "processesIn: [loc:FR, loc:BE]", "processesIn: [loc:US]");
                files.Remove(Agreement);
            },
            files => files.Write(Agreement, PolicyFiles.Texts[Agreement]));

        var change = Assert.Single(changes);
        Assert.Equal((ChangeOrder.Neither, true, null), (change.Order, change.Sentence("en").EndsWith("; no request passes under it", StringComparison.Ordinal), change.Example));
    }

    [Fact]
    public void A_request_without_a_version_that_falls_back_to_an_older_dataset_is_told()
    {
        var changes = Changes(
            files =>
            {
                files.Write("fr/shop/two/contracts/customers.yaml", PolicyFiles.Texts[Customers].Replace("version: 1.2.0", "version: 2.0.0", StringComparison.Ordinal));
                files.Write("fr/shop/two/agreements/second.yaml", PolicyFiles.Texts[Agreement].Replace("customers@1", "customers@2", StringComparison.Ordinal)
                    .Replace("id: partner-newsletter", "id: second", StringComparison.Ordinal).Replace("dpv:DirectMarketing", "dpv:TargetedAdvertising", StringComparison.Ordinal));
            },
            files => files.Remove("fr/shop/two/agreements/second.yaml"));

        Assert.Equal(["second agreement Tighter", "partner dataset.version Looser"], changes.Select(change => $"{change.Id} {change.Dimension} {change.Order}"));
        Assert.Equal(("customers", "dpv:DirectMarketing", "purpose-not-agreed"), (changes[1].Example!.Dataset, changes[1].Example!.Purpose, changes[1].Example!.RefusedBefore));
    }

    [Fact]
    public void An_unknown_language_is_an_error() => Assert.Throws<ArgumentException>(() => Changes(files => files.Remove(Agreement))[0].Sentence("de"));

    private static ImmutableArray<PolicyChange> Changes(Action<PolicyFiles> edit, bool reverse = false) =>
        reverse ? Changes(edit, files => Restore(files)) : Changes(_ => { }, edit);

    private static ImmutableArray<PolicyChange> Changes(Action<PolicyFiles> first, Action<PolicyFiles> second)
    {
        using var files = new PolicyFiles();
        first(files);
        var before = files.LoadGood();
        second(files);
        return PolicyDiff.Between(before, files.LoadGood());
    }

    private static void Restore(PolicyFiles files)
    {
        foreach (var (file, text) in PolicyFiles.Texts)
        {
            files.Write(file, text);
        }
    }
}
