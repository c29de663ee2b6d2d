using ShareGateway.Audit.Entries;
using ShareGateway.Reports.Tests.Register;

namespace ShareGateway.Reports.Tests.Golden;

/// <summary>
/// Writes the log that the golden texts are made from: <c>GOLDEN=log</c> in the environment. It draws its nonces anew, so that every text changes with it:
/// needed only when entries get another form.
/// </summary>
internal static class GoldenLog
{
    private const string Newsletter = "galerie-lumiere-newsletter";

    public static async Task WriteAsync()
    {
        using var trail = new SampleTrail { Now = new DateTimeOffset(2026, 11, 3, 9, 15, 0, TimeSpan.Zero) };
        await trail.AppendAsync(
            1 << 20,
            (AdministrativeEntry.Of("gateway.started", ("version", "0.1.0")), []), (Policies(), []), (AdministrativeEntry.Of("consent.received", ("client", "crm"), ("events", "2")), []));
        trail.Now += TimeSpan.FromHours(3);
        await trail.AppendAsync(
            1 << 20,
            (SampleTrail.Share("aaaaaaaaaaaaaaaaaaaaaaaaaa"), [1, 2, 3]), (SampleTrail.Share("aaaaaaaaaaaaaaaaaaaaaaaaaa", chunk: 1), [4, 5]), (SampleTrail.Closed("aaaaaaaaaaaaaaaaaaaaaaaaaa", 2), []),
            (News("bbbbbbbbbbbbbbbbbbbbbbbbbb"), [1, 6]), (SampleTrail.Closed("bbbbbbbbbbbbbbbbbbbbbbbbbb"), []),
            (Research("cccccccccccccccccccccccccc"), [1, 2]), (SampleTrail.Closed("cccccccccccccccccccccccccc"), []),
            (Refused("assurance-boreale", "customers@1", "dpv:CommercialResearch", "agreement-over"), []),
            (Refused("", "", "", "token-missing") with { Status = 401, Count = 7 }, []));
        trail.Now += TimeSpan.FromDays(1);
        await trail.AppendAsync(
            1 << 20,
            (SampleTrail.Share("dddddddddddddddddddddddddd"), [1, 7]), (SampleTrail.Closed("dddddddddddddddddddddddddd") with { Outcome = ClosingOutcome.ClientGone }, []),
            (Research("eeeeeeeeeeeeeeeeeeeeeeeeee"), [1]), (SampleTrail.Closed("eeeeeeeeeeeeeeeeeeeeeeeeee"), []),
            (Refused("galerie-lumiere", "customers@1", "dpv:Marketing", "purpose-not-agreed"), []),
            (AdministrativeEntry.Of("subject-keys.asked", ("controllers", "1"), ("person", "ines"), ("scheme", "customer-number")), []));
        string target = Path.Combine(GoldenSite.Folder, "log");
        Directory.CreateDirectory(target);
        Directory.EnumerateFiles(target).ToList().ForEach(File.Delete);
        FolderDigest.Copy(trail.Log, target);
        File.Delete(Path.Combine(target, "ballast")); // a mebibyte of nothing; the log goes without
        File.Delete(Path.Combine(target, "log.lock"));
    }

    private static PolicyEntry Policies() => new() { PolicyHash = "sha256:c0ffee", Agreements = 5, Contracts = 2, Recipients = 5 };

    private static DisclosureEntry News(string id) => SampleTrail.Share(id, agreement: Newsletter + "@2") with
    {
        Dataset = "customers@1.3.0",
        Purpose = "dpv:DirectMarketing",
        Fields =
        [
            new DisclosedField("customer_id", "pseudonymise(linkable: agreement)", "pd:Identifier"),
            new DisclosedField("first_name", "mask(char: *, keepFirst: 1, keepLast: 0)", "pd:Name"),
            new DisclosedField("tags[]", "reveal", "pd:Interest"),
        ],
    };

    private static DisclosureEntry Research(string id) => SampleTrail.Share(id, agreement: "alpes-conseil-research@1", recipient: "alpes-conseil") with
    {
        Dataset = "customers@1.3.0",
        Purpose = "dpv:CommercialResearch",
        Fields =
        [
            new DisclosedField("customer_id", "pseudonymise(linkable: response)", "pd:Identifier"),
            new DisclosedField("birth_date", "generalise(to: year)", "pd:BirthDate"),
            new DisclosedField("country", "reveal", "pd:Country"),
        ],
        Transfer = new TransferGround("loc:CH", "eu-gdpr:A45-3"),
    };

    private static RefusalEntry Refused(string recipient, string dataset, string purpose, string reason) =>
        new() { Recipient = recipient, Dataset = dataset, Purpose = purpose, Reason = reason, PublicReason = reason, Status = 403 };
}
