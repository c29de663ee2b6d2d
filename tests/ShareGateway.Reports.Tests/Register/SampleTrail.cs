using System.Security.Cryptography;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Log;

namespace ShareGateway.Reports.Tests.Register;

/// <summary>A real log with invented people in a temporary folder, and room for a register beside it. Knows what was disclosed.</summary>
internal sealed class SampleTrail : IDisposable
{
    public const string Recommendations = "galerie-lumiere-recommendations";
    public const string Purpose = "dpv:ProvideProductRecommendations";

    private readonly List<(ulong Entry, byte Person)> _disclosed = [];
    private readonly MovableClock _clock = new();

    public string Data { get; } = Directory.CreateTempSubdirectory("sharegateway-register-").FullName;

    public string Log => Path.Combine(Data, "audit");

    public string Register => Path.Combine(Data, "register");

    public DateTimeOffset Now
    {
        get => _clock.Now;
        set => _clock.Now = value;
    }

    /// <summary>Every person in every entry, in order: what a register must hold, no more and no less.</summary>
    public IEnumerable<(ulong Entry, string Key)> Disclosed => _disclosed.Select(pair => (pair.Entry, KeyOf(pair.Person))).Order();

    public static string KeyOf(byte person) => Convert.ToHexStringLower(Person(person));

    public static byte[] Person(byte person) => SHA256.HashData([person])[..16];

    /// <summary>Appends entries as a gateway does and closes the log.</summary>
    /// <param name="segmentBytes">1 gives each batch a segment of its own.</param>
    /// <param name="entries">What to append; a disclosure is about the people beside it.</param>
    public async Task AppendAsync(long segmentBytes, params (AuditEntry Entry, byte[] People)[] entries)
    {
        using var signer = new AuditSigner("gateway.example/fr", Enumerable.Repeat((byte)1, 32).ToArray());
        await using var log = await AuditLog.OpenAsync(new AuditLogOptions { Folder = Log, SegmentBytes = segmentBytes }, signer, _clock);
        foreach (var (entry, people) in entries)
        {
            var references = people.Select(person => new SubjectReference(Person(person))).ToArray();
            var receipt = await log.AppendAsync(entry, references);
            _disclosed.AddRange(people.Distinct().Select(person => (receipt.Index, person)));
        }
    }

    /// <summary>Appends to a log that another one made, at a moment.</summary>
    public static async Task AppendAsync(string folder, DateTimeOffset now, params (AuditEntry Entry, byte[] People)[] entries)
    {
        using var signer = new AuditSigner("gateway.example/fr", Enumerable.Repeat((byte)1, 32).ToArray());
        await using var log = await AuditLog.OpenAsync(new AuditLogOptions { Folder = folder }, signer, new MovableClock { Now = now });
        foreach (var (entry, people) in entries)
        {
            await log.AppendAsync(entry, people.Select(person => new SubjectReference(Person(person))).ToArray());
        }
    }

    public static DisclosureEntry Share(string id, int chunk = 0, string agreement = Recommendations + "@3", string recipient = "galerie-lumiere") => new()
    {
        DisclosureId = id,
        Chunk = chunk,
        Recipient = recipient,
        ClientId = recipient + "-client",
        Dataset = "loyalty-purchases@2.0.0",
        Controller = "fr/maison-nord",
        Format = "application/json",
        Purpose = Purpose,
        LegalBasis = "eu-gdpr:A6-1-a",
        Agreement = agreement,
        PolicyHash = "sha256:c0ffee",
        Fields = chunk > 0 ? [] :
        [
            new DisclosedField("customer_id", "pseudonymise(linkable: agreement)", "pd:Identifier"),
            new DisclosedField("birth_date", "generalise(to: year)", "pd:BirthDate"),
            new DisclosedField("basket[].sku", "reveal", "pd:PurchasesAndSpendingHabit"),
        ],
        Records = 2,
        Bytes = 480,
        KeyEpochs = new KeyEpochs(1, 1, 1),
        Transfer = new TransferGround("loc:FR", ""),
    };

    public static ClosingEntry Closed(string id, int chunks = 1) => new()
    {
        DisclosureId = id,
        Outcome = ClosingOutcome.Complete,
        Status = 200,
        Read = 5,
        Delivered = 2,
        WithheldByConsent = 3,
        WithheldByRule = 0,
        WithheldUnreadable = 0,
        Bytes = 480,
        Chunks = chunks,
    };

    public void Dispose() => Directory.Delete(Data, recursive: true);

    private sealed class MovableClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 3, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
