using System.Collections.Immutable;
using System.Globalization;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Verification;
using ShareGateway.Policy;
using ShareGateway.Policy.Loading;
using ShareGateway.Reports.Impact;

namespace ShareGateway.Reports.Tests.Impact;

/// <summary>The shipped policies, an invented trail, and one edit: what the replay tells.</summary>
public sealed class ImpactReplayTests
{
    private const string Recommendations = "fr/maison-nord/agreements/galerie-lumiere-recommendations.yaml";
    private const string Purpose = "dpv:ProvideProductRecommendations";

    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "policies");
    private static readonly PolicySet Old = PolicyLoader.Load(Shipped).Set!;
    private static readonly DateTimeOffset Noon = new(2026, 11, 3, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_policies_that_were_in_force_change_nothing()
    {
        var impact = ImpactReplay.Run([Share("a", 1, 2), Chunk("a", 1, 2, 3), End("a")], Old, Old);

        var share = Assert.Single(impact.Shares);
        Assert.Equal(("galerie-lumiere-recommendations@3", "galerie-lumiere", "loyalty-purchases@2", Purpose), (share.Agreement, share.Recipient, share.Dataset, share.Purpose));
        Assert.Equal(("", 1L, 20L, 3L, false), (share.RefusedNow, share.Requests, share.Records, share.People, share.IsAtLeast));
        Assert.Empty(share.Fields);
        Assert.Empty(impact.Refusals);
    }

    [Fact]
    public void Requests_that_would_be_refused_are_counted_with_their_people()
    {
        var next = Edited("purpose: dpv:ProvideProductRecommendations", "purpose: dpv:DirectMarketing");

        var impact = ImpactReplay.Run([Share("a", 1, 2), End("a"), Share("b", 2, 3), End("b")], next);

        var share = Assert.Single(impact.Shares);
        Assert.Equal(("purpose-not-agreed", 2L, 20L, 3L), (share.RefusedNow, share.Requests, share.Records, share.People));
        Assert.Empty(share.Fields);
    }

    [Fact]
    public void Fields_that_would_be_dropped_added_or_changed_in_kind_show_from_the_log_alone()
    {
        var next = Edited("birth_date: {do: generalise, to: year}", "birth_date: {do: drop}", "basket[].sku: {do: reveal", "basket[].sku: {do: blank");
        var without = WithFields(Share("a", 1), FieldsOf(Old).Where(field => field.Name != "purchase_date"));

        var share = Assert.Single(ImpactReplay.Run([without], next).Shares);

        Assert.Equal(
            [new("basket[].sku", "reveal", "blank"), new("birth_date", "generalise", ""), new FieldChange("purchase_date", "", "generalise(to: month)")],
            share.Fields);
    }

    [Fact]
    public void A_change_within_one_transform_shows_with_the_old_policies_only()
    {
        var next = Edited("birth_date: {do: generalise, to: year}", "birth_date: {do: generalise, to: month}");

        Assert.Empty(Assert.Single(ImpactReplay.Run([Share("a", 1)], next).Shares).Fields);
        Assert.Equal([new FieldChange("birth_date", "generalise(to: year)", "generalise(to: month)")], Assert.Single(ImpactReplay.Run([Share("a", 1)], next, Old).Shares).Fields);
    }

    [Theory]
    [InlineData("2026-11-03T12:00:00Z", null, "")]
    [InlineData("2026-09-30T23:59:59Z", null, "agreement-not-yet-valid")]
    [InlineData("2026-11-03T12:00:00Z", "2027-10-01T00:00:00Z", "agreement-over")]
    [InlineData("2026-09-30T23:59:59Z", "2026-11-03T12:00:00Z", "")]
    public void Each_request_is_decided_at_its_own_time_or_all_at_one(string time, string? at, string refused)
    {
        DateTimeOffset? moment = at is null ? null : DateTimeOffset.Parse(at, CultureInfo.InvariantCulture);
        var entry = Share("a", 1);

        var impact = ImpactReplay.Run([entry with { View = entry.View with { Time = DateTimeOffset.Parse(time, CultureInfo.InvariantCulture) } }], Old, null, moment);

        Assert.Equal(refused, Assert.Single(impact.Shares).RefusedNow);
    }

    [Fact]
    public void Refusals_that_would_pass_are_told_and_the_others_with_their_reason()
    {
        var impact = ImpactReplay.Run(
            [
                Refusal("galerie-lumiere", "loyalty-purchases@2", Purpose, "purpose-not-agreed"),
                Refusal("galerie-lumiere", "loyalty-purchases@2", Purpose, "purpose-not-agreed"),
                Refusal("galerie-lumiere", "loyalty-purchases", Purpose, "consent-knowledge-too-old"),
                Refusal("pacific-insight", "web-visits@1", "dpv:ServiceUsageAnalytics", "transfer-not-covered"),
                Refusal("galerie-lumiere", "loyalty-purchases@2", "", "purpose-missing"),
            ],
            Old);

        Assert.Equal(
            [
                new("galerie-lumiere", "loyalty-purchases", Purpose, "consent-knowledge-too-old", "consent-knowledge-too-old", 1),
                new("galerie-lumiere", "loyalty-purchases@2", "", "purpose-missing", "purpose-missing", 1),
                new("galerie-lumiere", "loyalty-purchases@2", Purpose, "purpose-not-agreed", "", 2),
                new RefusalImpact("pacific-insight", "web-visits@1", "dpv:ServiceUsageAnalytics", "transfer-not-covered", "transfer-not-covered", 1),
            ],
            impact.Refusals);
    }

    [Theory]
    [InlineData("", "loyalty-purchases@2", Purpose, "unknown-recipient", 1, 0)]
    [InlineData("galerie-lumiere", "", Purpose, "unknown-dataset", 1, 0)]
    [InlineData("galerie-lumiere", "loyalty-purchases@2", "", "purpose-not-agreed", 1, 0)]
    [InlineData("galerie-lumiere", "loyalty-purchases@2", Purpose, "quota", 0, 1)]
    public void What_cannot_be_replayed_is_counted_and_not_guessed(string recipient, string dataset, string purpose, string reason, long cannot, long other)
    {
        var impact = ImpactReplay.Run([Refusal(recipient, dataset, purpose, reason)], Old);

        Assert.Equal((cannot, other), (impact.CannotBeReplayed, impact.OtherRefusals));
        Assert.Empty(impact.Refusals);
    }

    [Fact]
    public void People_of_an_erased_side_file_make_the_number_a_lower_bound()
    {
        var share = Assert.Single(ImpactReplay.Run([Share("a", 1), Share("b") with { Subjects = null }], Old).Shares);

        Assert.Equal((2L, 1L, true), (share.Requests, share.People, share.IsAtLeast));
    }

    [Fact]
    public void Memory_for_people_has_a_bound_and_the_number_says_so()
    {
        var share = Assert.Single(ImpactReplay.Run([Share("a", 1, 2, 3), Share("b", 1, 2)], Old, null, null, maxPeople: 2).Shares);
        var exact = Assert.Single(ImpactReplay.Run([Share("a", 1, 2), Share("b", 1, 2)], Old, null, null, maxPeople: 2).Shares);

        Assert.Equal((2L, true), (share.People, share.IsAtLeast));
        Assert.Equal((2L, false), (exact.People, exact.IsAtLeast));
    }

    [Fact]
    public void An_answer_counts_once_however_many_chunks_it_has_and_a_crash_does_not_join_two()
    {
        var started = Entry(AdministrativeEntry.Of("gateway.started"), []);

        var share = Assert.Single(ImpactReplay.Run([Share("a", 1), Chunk("a", 1, 2), Chunk("a", 2, 3), started, Share("a", 9)], Old).Shares);

        Assert.Equal((2L, 4L), (share.Requests, share.People));
    }

    private static PolicySet Edited(params string[] edits)
    {
        using var folder = new PolicyFolderCopy(Shipped);
        for (int i = 0; i < edits.Length; i += 2)
        {
            folder.Edit(Recommendations, edits[i], edits[i + 1]);
        }

        var load = PolicyLoader.Load(folder.Root);
        Assert.Empty(load.Findings);
        return load.Set!;
    }

    private static ImmutableArray<DisclosedField> FieldsOf(PolicySet set) =>
        [.. set.Plans.Single(plan => plan.AgreementId == "galerie-lumiere-recommendations").Fields.Select(field => new DisclosedField(field.Path.ToString(), field.Transform.Name, field.DataCategory))];

    private static LoggedEntry WithFields(LoggedEntry entry, IEnumerable<DisclosedField> fields) =>
        entry with { View = entry.View with { Entry = (DisclosureEntry)entry.View.Entry with { Fields = [.. fields] } } };

    private static LoggedEntry Share(string id, params int[] people) => Chunk(id, 0, people);

    private static LoggedEntry Chunk(string id, int chunk, params int[] people) => Entry(
        new DisclosureEntry
        {
            DisclosureId = id,
            Chunk = chunk,
            Recipient = "galerie-lumiere",
            ClientId = "galerie-lumiere-batch",
            Dataset = "loyalty-purchases@2.0.1",
            Controller = "fr/maison-nord",
            Format = "json",
            Purpose = Purpose,
            LegalBasis = "eu-gdpr:A6-1-a",
            Agreement = "galerie-lumiere-recommendations@3",
            PolicyHash = Old.Hash,
            Fields = chunk == 0 ? FieldsOf(Old) : [],
            Records = 10,
            Bytes = 1000,
        },
        people);

    private static LoggedEntry End(string id) => Entry(
        new ClosingEntry
        {
            DisclosureId = id,
            Outcome = ClosingOutcome.Complete,
            Status = 200,
            Read = 10,
            Delivered = 10,
            WithheldByConsent = 0,
            WithheldByRule = 0,
            WithheldUnreadable = 0,
            Bytes = 1000,
            Chunks = 1,
        },
        []);

    private static LoggedEntry Refusal(string recipient, string dataset, string purpose, string reason) => Entry(
        new RefusalEntry { Recipient = recipient, Dataset = dataset, Purpose = purpose, Reason = reason, PublicReason = reason, Status = 403 }, []);

    private static LoggedEntry Entry(AuditEntry entry, int[] people) =>
        new(new AuditEntryView(0, Noon, "gateway.example", entry, SubjectCommitment.None), [.. people.Select(Person)]);

    private static SubjectReference Person(int number) => new([.. Enumerable.Repeat((byte)number, 16)]);

    private sealed class PolicyFolderCopy : IDisposable
    {
        private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("policies-");

        public PolicyFolderCopy(string source)
        {
            foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            {
                string copy = Path.Combine(Root, Path.GetRelativePath(source, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }

        public string Root => _directory.FullName;

        public void Edit(string file, string from, string to)
        {
            string path = Path.Combine(Root, file);
            string text = File.ReadAllText(path);
            Assert.Contains(from, text, StringComparison.Ordinal);
            File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
        }

        public void Dispose() => _directory.Delete(recursive: true);
    }
}
