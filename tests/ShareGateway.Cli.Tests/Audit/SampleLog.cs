using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Log;

namespace ShareGateway.Cli.Tests.Audit;

/// <summary>A small closed log in a temporary folder, at a moment that stands still.</summary>
internal sealed class SampleLog : IDisposable
{
    public const string Entries = "entries-00000000000000000000.log";

    public string Data { get; } = Directory.CreateTempSubdirectory("sharegateway-cli-").FullName;

    public string Folder => Path.Combine(Data, "audit");

    public string Key => File.ReadAllText(Path.Combine(Folder, "log.vkey")).TrimEnd('\n');

    public string this[string name] => Path.Combine(Folder, name);

    /// <summary>The only person of the sample's disclosures, as the audit trail knows them.</summary>
    public static string Person { get; } = string.Concat(Enumerable.Repeat("07", 16));

    /// <summary>One disclosure on each of these days.</summary>
    public static async Task<SampleLog> OfDaysAsync(params DateTimeOffset[] days)
    {
        var sample = new SampleLog();
        foreach (var day in days)
        {
            string id = FormattableString.Invariant($"share-{day:yyyyMMdd}");
            await sample.AppendAtAsync(day, Share(id, 2), Closed(id));
        }

        return sample;
    }

    public static async Task<SampleLog> CreateAsync(string clientId = "galerie-lumiere-batch")
    {
        var sample = new SampleLog();
        await sample.AppendAsync(
            AdministrativeEntry.Of("gateway.started", ("version", "0.1.0")),
            Disclosure(clientId),
            Closed("share-1"),
            new RefusalEntry { Recipient = "atelier-sud", Dataset = "web-visits@1", Purpose = "dpv:Marketing", Reason = "agreement-over", PublicReason = "no-agreement", Status = 403 });
        return sample;
    }

    public Task AppendAsync(params AuditEntry[] entries) => AppendAtAsync(new DateTimeOffset(2026, 11, 3, 12, 0, 0, TimeSpan.Zero), entries);

    /// <summary>Appends at another moment; a new day begins a segment of its own.</summary>
    public async Task AppendAtAsync(DateTimeOffset now, params AuditEntry[] entries)
    {
        using var signer = new AuditSigner("gateway.example", Enumerable.Repeat((byte)1, 32).ToArray());
        await using var log = await AuditLog.OpenAsync(new AuditLogOptions { Folder = Folder }, signer, new StandingClock(now));
        foreach (var entry in entries)
        {
            bool named = entry is DisclosureEntry;
            await log.AppendAsync(entry, named ? new SubjectReference[] { new([.. Enumerable.Repeat((byte)7, 16)]) } : default(ReadOnlyMemory<SubjectReference>));
        }
    }

    public void Dispose() => Directory.Delete(Data, recursive: true);

    public static DisclosureEntry Share(string id, long records) =>
        Disclosure("galerie-lumiere-batch") with { DisclosureId = id, Records = records, Agreement = "sample@1" };

    private static ClosingEntry Closed(string id) => new()
    {
        DisclosureId = id,
        Outcome = ClosingOutcome.ClientGone,
        Status = 200,
        Read = 9,
        Delivered = 7,
        WithheldByConsent = 2,
        WithheldByRule = 0,
        WithheldUnreadable = 0,
        Bytes = 700,
        Chunks = 1,
    };

    private static DisclosureEntry Disclosure(string clientId) => new()
    {
        DisclosureId = "share-1",
        Chunk = 0,
        Recipient = "galerie-lumiere",
        ClientId = clientId,
        Dataset = "loyalty-purchases@2",
        Controller = "fr/maison-nord",
        Format = "application/json",
        Purpose = "dpv:Marketing",
        LegalBasis = "eu-gdpr:A6-1-a",
        Agreement = "galerie-lumiere-recommendations@3",
        PolicyHash = "c0ffee",
        Records = 7,
        Bytes = 700,
    };

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
