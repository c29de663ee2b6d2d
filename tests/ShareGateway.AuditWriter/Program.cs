using System.Globalization;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Log;

// Writes a log and says of each entry, once it is acknowledged, where it stands: `INDEX ID`. Whoever reads along knows what must be found later,
// whatever happened to this process in between. Arguments: folder, name of the first entry, how many.
if (args is not [var folder, var first, var many])
{
    await Console.Error.WriteLineAsync("usage: ShareGateway.AuditWriter FOLDER FIRST COUNT");
    return 2;
}

try
{
    using var signer = new AuditSigner("gateway.maison-nord.example", [.. Enumerable.Repeat((byte)1, AuditSigner.SeedBytes)]);
    await using var log = await AuditLog.OpenAsync(
        new AuditLogOptions { Folder = folder, SegmentBytes = 4000, JournalBytes = 8192, CheckpointEvery = TimeSpan.FromMilliseconds(50) }, signer, TimeProvider.System);
    for (int i = 0; i < int.Parse(many, CultureInfo.InvariantCulture); i++)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"{first}-{i}");
        var receipt = await log.AppendAsync(Disclosure(id), new[] { Person(i), Person(i + 1) });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{receipt.Index} {id}"));
    }

    return 0;
}
catch (Exception exception) when (exception is AuditUnavailableException or AuditCorruptException)
{
    await Console.Error.WriteLineAsync(exception.ToString());
    return 1;
}

static SubjectReference Person(int number)
{
    byte[] bytes = new byte[SubjectReference.Length];
    BitConverter.TryWriteBytes(bytes, number + 1);
    return new SubjectReference(bytes);
}

static DisclosureEntry Disclosure(string id) => new()
{
    DisclosureId = id,
    Chunk = 0,
    Recipient = "galerie-lumiere",
    ClientId = "galerie-lumiere-client",
    Dataset = "customers@2",
    Controller = "fr/maison-nord",
    Format = "application/json",
    Purpose = "dpv:Marketing",
    LegalBasis = "eu-gdpr:A6-1-a",
    Agreement = "galerie-lumiere-newsletter@1",
    PolicyHash = "",
    Records = 2,
    Bytes = 100,
    KeyEpochs = new(1, 1, 1),
    Transfer = new("FR", ""),
};
