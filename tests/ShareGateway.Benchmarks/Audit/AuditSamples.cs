using ShareGateway.Audit.Entries;

namespace ShareGateway.Benchmarks.Audit;

/// <summary>Entries as a gateway writes them for pages of one person: seven fields, about 900 bytes with their names.</summary>
internal static class AuditSamples
{
    private const string Hash = "sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";

    private static readonly DisclosedField[] Fields =
    [
        new("customer_id", "pseudonymise", "pseudonymised"), new("email", "drop", "suppressed"), new("postcode", "generalise", "generalised"),
        new("birth_date", "generalise", "generalised"), new("segment", "reveal", "identified"),
    ];

    public static DisclosureEntry Disclosure(string id) => new()
    {
        DisclosureId = id,
        Chunk = 0,
        Recipient = "galerie-lumiere",
        ClientId = "galerie-lumiere-client",
        Dataset = "customers@2",
        Controller = "fr/maison-nord",
        Format = "application/json",
        Purpose = "dpv:ProvideProductRecommendations",
        LegalBasis = "eu-gdpr:A6-1-a",
        Agreement = "galerie-lumiere-recommendations@3",
        PolicyHash = Hash,
        Fields = [.. Fields],
        Records = 1,
        Bytes = 480,
        KeyEpochs = new(1, 1, 1),
        Transfer = new("FR", ""),
    };

    public static ClosingEntry Closing(string id) => new()
    {
        DisclosureId = id,
        Outcome = ClosingOutcome.Complete,
        Status = 200,
        Read = 1,
        Delivered = 1,
        WithheldByConsent = 0,
        WithheldByRule = 0,
        WithheldUnreadable = 0,
        Bytes = 480,
        Chunks = 1,
    };

    public static SubjectReference[] Person(int number)
    {
        byte[] bytes = new byte[SubjectReference.Length];
        BitConverter.TryWriteBytes(bytes, number + 1);
        bytes[^1] = 1;
        return [new SubjectReference(bytes)];
    }

    public static string Id(int number) => FormattableString.Invariant($"d{number:d25}");
}
