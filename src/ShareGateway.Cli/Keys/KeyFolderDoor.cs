using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Log;
using ShareGateway.Keys.Custody;
using ShareGateway.Keys.Storage;

namespace ShareGateway.Cli.Keys;

/// <summary>The data folder of a gateway that does not run: its log is opened as its one writer for the time of an order.</summary>
internal sealed class KeyFolderDoor(string data, string? certificate, string password, string? name, TimeProvider clock) : IKeyDoor
{
    /// <inheritdoc/>
    public Task<KeyAnswer> RunAsync(KeyOrder order, CancellationToken cancellationToken) =>
        OpenAsync((_, _, custody, by) => custody.RunAsync(order, by), cancellationToken);

    /// <summary>Puts back what is missing from an escrow file, and says so in the log.</summary>
    public Task<KeyAnswer> RestoreAsync(EscrowFile file, System.Security.Cryptography.RSA privateKey, CancellationToken cancellationToken) =>
        OpenAsync((folder, ledger, custody, by) =>
        {
            Escrow.Restore(file, privateKey, folder, name => ledger.CheckValueOf(name) is not null);
            return custody.RunAsync(new KeyOrder(KeyOrders.Verify), by);
        }, cancellationToken);

    private async Task<KeyAnswer> OpenAsync(Func<KeyFolder, KeyLedger, KeyCustody, string, Task<KeyAnswer>> work, CancellationToken cancellationToken)
    {
        try
        {
            using var wrapping = certificate is null ? null : ProtectionRing.LoadCertificate(certificate, password);
            var folder = KeyFolder.Of(data, ProtectionRing.Open(data, wrapping));
            var ledger = new KeyLedger();
            using var signer = SignerSeed.Open(folder, OriginOf());
            await using var log = await AuditLog.OpenAsync(
                new AuditLogOptions { Folder = AuditFolder }, signer, clock, replay: stored => Take(ledger, stored), cancellationToken: cancellationToken);
            KeyCustody.FinishDestructions(folder, ledger, clock.GetUtcNow());
            using var custody = new KeyCustody(folder, ledger, log, clock);
            return await work(folder, ledger, custody, $"host:{Environment.UserName}");
        }
        catch (Exception exception) when (exception is AuditUnavailableException or AuditCorruptException or KeyUnavailableException or IOException or UnauthorizedAccessException)
        {
            throw new DoorShutException(
                $"the keys in `{data}` cannot be used: {exception.Message}. While a gateway runs on the folder, ask it: `--gateway URL --token-file FILE`", exception);
        }
    }

    private string AuditFolder => Path.Combine(data, "audit");

    private static void Take(KeyLedger ledger, AuditEntryView stored)
    {
        if (stored.Entry is AdministrativeEntry done)
        {
            ledger.Take(done, stored.Time);
        }
    }

    /// <summary>The log's name stands on the first line of its checkpoint.</summary>
    private string OriginOf()
    {
        string checkpoint = Path.Combine(AuditFolder, "checkpoint");
        return File.Exists(checkpoint)
            ? File.ReadLines(checkpoint).First()
            : name ?? throw new DoorShutException("the folder's audit log has no checkpoint yet; expected `--name` with the gateway's name (`Gateway:Name`)");
    }
}
