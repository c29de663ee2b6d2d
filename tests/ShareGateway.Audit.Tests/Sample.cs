using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Log;

namespace ShareGateway.Audit.Tests;

/// <summary>Invented entries, keys and people.</summary>
internal static class Sample
{
    public const string Name = "gateway.maison-nord.example";
    public const string Entries0 = "entries-00000000000000000000.log";
    public const string Subjects0 = "subjects-00000000000000000000.log";

    public static readonly DateTimeOffset Noon = new(2026, 11, 3, 12, 0, 0, TimeSpan.Zero);

    public static AuditSigner Signer(byte seed = 1, string name = Name) => new(name, Enumerable.Repeat(seed, 32).ToArray());

    public static FakeTimeProvider Clock() => new(Noon);

    public static AuditLogOptions Options(string folder = "/log", long segmentBytes = 64 << 20, long journalBytes = 16 << 10) =>
        new() { Folder = folder, SegmentBytes = segmentBytes, JournalBytes = journalBytes };

    public static SubjectReference Person(int number)
    {
        byte[] bytes = new byte[16];
        BitConverter.TryWriteBytes(bytes, number + 1);
        return new SubjectReference(bytes);
    }

    public static ReadOnlyMemory<SubjectReference> People(params int[] numbers) => numbers.Select(Person).ToArray();

    public static DisclosureEntry Disclosure(string id, int chunk = 0) => new()
    {
        DisclosureId = id,
        Chunk = chunk,
        Recipient = "galerie-lumiere",
        ClientId = "galerie-lumiere-batch",
        Dataset = "loyalty-purchases@2",
        Controller = "fr/maison-nord",
        Format = "application/x-ndjson",
        Purpose = "dpv:ProvideProductRecommendations",
        LegalBasis = "eu-gdpr:A6-1-a",
        Agreement = "galerie-lumiere-recommendations@3",
        PolicyHash = new string('a', 64),
        Fields = chunk == 0 ? [new DisclosedField("birth_date", "generalise:year", "pd:BirthDate")] : [],
        Records = 3,
        Bytes = 812,
        KeyEpochs = new KeyEpochs(1, 2, 3),
        Transfer = new TransferGround("FR", ""),
        TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
    };

    public static ClosingEntry Closing(string id, ClosingOutcome outcome = ClosingOutcome.Complete) => new()
    {
        DisclosureId = id,
        Outcome = outcome,
        Status = 200,
        Read = 9,
        Delivered = 3,
        WithheldByConsent = 4,
        WithheldByRule = 1,
        WithheldUnreadable = 1,
        Bytes = 812,
        Chunks = 1,
        UnknownFields = 2,
    };

    public static RefusalEntry Refusal() => new()
    {
        Recipient = "atelier-sud",
        ClientId = "atelier-sud-web",
        Dataset = "web-visits@1",
        Purpose = "dpv:Marketing",
        Reason = "agreement-over",
        PublicReason = "no-agreement",
        Status = 403,
        Agreement = "atelier-sud-visits@1",
        PolicyHash = new string('b', 64),
        TraceId = "0af7651916cd43dd8448eb211c80319c",
    };

    public static AdministrativeEntry Started() => AdministrativeEntry.Of("gateway.started", ("version", "0.1.0"), ("policy.hash", "c0ffee"));

    public static PolicyEntry Policy(string hash, string previous = "") => new()
    {
        PolicyHash = hash,
        Previous = previous,
        Agreements = 7,
        Contracts = 3,
        Recipients = 4,
        Files = [new("fr/guardrail.yaml", new string('e', 64)), new("guardrail.yaml", new string('f', 64))],
    };

    public static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"share-{number:D4}");
}
