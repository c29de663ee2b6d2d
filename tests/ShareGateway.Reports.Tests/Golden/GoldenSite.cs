using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ShareGateway.Consent;
using ShareGateway.Policy;
using ShareGateway.Policy.Loading;
using ShareGateway.Reports.Breaches;
using ShareGateway.Reports.Notices;
using ShareGateway.Reports.Persons;
using ShareGateway.Reports.Reading;
using ShareGateway.Reports.Register;
using ShareGateway.Reports.Rendering;
using ShareGateway.Reports.Tests.Register;

namespace ShareGateway.Reports.Tests.Golden;

/// <summary>
/// What the golden texts are made from: the stored log of this folder (its first day compacted, its second not), the policies beside it, and consents
/// that are made here. Nothing else goes in.
/// </summary>
internal sealed class GoldenSite : IDisposable
{
    /// <summary>The eight reports.</summary>
    public static readonly ImmutableArray<string> Kinds = ["person", "recipients-to-notify", "register", "breach", "recipient", "consent-evidence", "transfers", "overview"];

    private readonly PolicySet _policies;

    private GoldenSite(string data, string policies) => (Data, _policies) = (data, PolicyLoader.Load(policies).Set!);

    public string Data { get; }

    public string Log => Path.Combine(Data, "audit");

    /// <summary>What the data protection officer types; a test may want something worse.</summary>
    public string Typed { get; init; } = "customer-number C-0000001";

    private string Consents => Path.Combine(Data, "consent.db");

    public static string Folder { get; } = FindFolder();

    public static async Task<GoldenSite> OpenAsync(string? policies = null, string typed = "customer-number C-0000001", string consentSource = "loyalty-app")
    {
        var site = new GoldenSite(Directory.CreateTempSubdirectory("sharegateway-golden-").FullName, policies ?? Path.Combine(Folder, "policies")) { Typed = typed };
        FolderDigest.Copy(Path.Combine(Folder, "log"), site.Log);
        Compaction.Run(new CompactionOptions { Log = site.Log, Register = site.Register });
        await site.StoreConsentsAsync(consentSource);
        return site;
    }

    public Report Make(string kind, Language language, string? checkpoint = null, string text = "courriel du 5 novembre")
    {
        var source = Source(language, checkpoint);
        var person = new PersonQuestion([SampleTrail.Person(1)], Typed, "Claire Exemple\n12 rue de la Paix\n59000 Lille", "DPO-2026-041", new DateOnly(2026, 11, 6)) { Id = "C-0000001" };
        var marks = ImmutableSortedDictionary<string, NoticeMark>.Empty.WithComparers(StringComparer.Ordinal).Add("galerie-lumiere", new NoticeMark(NoticeState.Notified, new DateOnly(2026, 11, 5), text));
        return kind switch
        {
            "person" => DisclosureReports.Person(source, person),
            "recipients-to-notify" => DisclosureReports.RecipientsToNotify(source, person, new NoticeCase("DPO-2026-041", marks), NoticeRight.Erasure),
            "register" => DisclosureReports.Register(source),
            "breach" => DisclosureReports.Breach(source, new BreachScope { Since = new DateTimeOffset(2026, 11, 3, 12, 0, 0, TimeSpan.Zero), Mended = Mended(), AwareAt = new DateTimeOffset(2026, 11, 5, 9, 30, 0, TimeSpan.Zero) }),
            "recipient" => DisclosureReports.Recipient(source, "galerie-lumiere", Consents),
            "consent-evidence" => DisclosureReports.ConsentEvidence(source, person, [SampleTrail.Person(101)], Consents),
            "transfers" => DisclosureReports.Transfers(source),
            "overview" => DisclosureReports.Overview(source),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "expected a report"),
        };
    }

    public Report Breach(BreachScope scope) => DisclosureReports.Breach(Source(Language.English, null), scope);

    /// <summary>Stores one more withdrawal, which the gateway gets to know of at this moment.</summary>
    public Task WithdrawAsync(DateTimeOffset at) => StoreAsync(at, Event("late", ConsentState.Withdrawn, at));

    public void Dispose() => Directory.Delete(Data, recursive: true);

    public string Register => Path.Combine(Data, "register");

    /// <summary>The same policies without the newsletter, and with less of a birth date for research.</summary>
    private PolicySet Mended()
    {
        string mended = Path.Combine(Data, "mended");
        FolderDigest.Copy(Path.Combine(Folder, "policies"), mended);
        string agreements = Path.Combine(mended, "fr", "maison-nord", "agreements");
        File.Delete(Path.Combine(agreements, "galerie-lumiere-newsletter.yaml"));
        string research = Path.Combine(agreements, "alpes-conseil-research.yaml");
        File.WriteAllText(research, File.ReadAllText(research).Replace("birth_date: {do: generalise, to: year}", "birth_date: {do: drop}", StringComparison.Ordinal));
        return PolicyLoader.Load(mended).Set!;
    }

    private ReportSource Source(Language language, string? checkpoint) =>
        new() { Log = Log, Register = Register, Policies = _policies, Language = language, Checkpoint = checkpoint, Period = new ReportPeriod(new DateOnly(2026, 11, 1), null) };

    private async Task StoreConsentsAsync(string source)
    {
        var known = new DateTimeOffset(2026, 10, 2, 8, 0, 0, TimeSpan.Zero);
        await StoreAsync(known, Event("given", ConsentState.Given, known.AddDays(-1)) with { Source = source });
        await StoreAsync(known, Event("named", ConsentState.Given, known.AddDays(-1)) with { Purpose = "dpv:CommercialResearch", Recipient = "alpes-conseil", ValidUntil = new DateTimeOffset(2026, 11, 4, 0, 0, 0, TimeSpan.Zero) });
        var withdrawn = new DateTimeOffset(2026, 11, 4, 12, 0, 0, TimeSpan.Zero);
        await StoreAsync(withdrawn, Event("withdrawn", ConsentState.Withdrawn, withdrawn.AddHours(-30)));
    }

    private async Task StoreAsync(DateTimeOffset received, ConsentEvent consent)
    {
        using var store = await ConsentStore.OpenAsync(Consents, new MomentClock(received), CancellationToken.None);
        Assert.True((await store.AppendAsync([consent], CancellationToken.None)).Accepted);
    }

    private static ConsentEvent Event(string id, ConsentState state, DateTimeOffset at) =>
        new(id, SubjectKey.FromBytes(SampleTrail.Person(101)), SampleTrail.Purpose, "galerie-lumiere", state, at, "2026-10", "loyalty-app", null);

    private static string FindFolder([CallerFilePath] string thisFile = "") => Path.GetDirectoryName(thisFile)!;

    private sealed class MomentClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
