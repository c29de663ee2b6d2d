using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Log;
using ShareGateway.Keys.Storage;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Keys.Custody;

/// <summary>
/// Does what is ordered with the keys of one data folder, and writes each deed into its audit log. The gateway runs it on its own folder; the command
/// line runs it when no gateway does. One order at a time.
/// </summary>
/// <param name="folder">The wrapped secrets.</param>
/// <param name="ledger">What the log said of them so far.</param>
/// <param name="log">Where each deed is written.</param>
/// <param name="clock">The moment.</param>
/// <param name="holder">Who holds keys in memory; null for nobody.</param>
public sealed class KeyCustody(KeyFolder folder, KeyLedger ledger, AuditLog log, TimeProvider clock, IKeyHolder? holder = null) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <summary>Carries out one order.</summary>
    /// <param name="order">What to do.</param>
    /// <param name="by">Who ordered it, for the log: <c>staff:ID</c> or <c>host:USER</c>.</param>
    /// <returns>What came of it; a problem when it cannot be done.</returns>
    /// <exception cref="AuditUnavailableException">The log cannot be written: what the entry would say was not done, except that a new key's file may be there.</exception>
    /// <exception cref="KeyUnavailableException">A secret cannot be unwrapped.</exception>
    /// <exception cref="IOException">The disk refuses.</exception>
    public async Task<KeyAnswer> RunAsync(KeyOrder order, string by)
    {
        ArgumentNullException.ThrowIfNull(order);
        await _oneAtATime.WaitAsync();
        try
        {
            return order.Do switch
            {
                KeyOrders.List => await ListAsync(by),
                KeyOrders.Init => await InitAsync(order, by),
                KeyOrders.Rotate => await RotateAsync(order, by),
                KeyOrders.Verify => await VerifyAsync(by),
                KeyOrders.ExportEscrow => await ExportAsync(order, by),
                KeyOrders.DestroyRecipient => await DestroyRecipientAsync(order, by),
                KeyOrders.DestroyEpoch => await DestroyEpochAsync(order, by),
                _ => KeyAnswer.Refused("there is no such order"),
            };
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Overwrites what a crash left of keys that the log says are destroyed.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void FinishDestructions(KeyFolder folder, KeyLedger ledger, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(ledger);
        foreach (var key in ledger.All(now).Where(key => key.State == KeyState.Destroyed))
        {
            folder.Destroy(key.Name);
        }
    }

    /// <summary>Wraps every secret again by the ring's newest key.</summary>
    /// <param name="by">Who ordered it; <c>gateway</c> for the nightly run.</param>
    /// <inheritdoc cref="RunAsync"/>
    public async Task RewrapAsync(string by)
    {
        await _oneAtATime.WaitAsync();
        try
        {
            await RewrapAllAsync(by);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>
    /// Tells in the log again how every key stands, so that the entries before may be pruned: a start learns of keys from the log alone. One entry a key.
    /// </summary>
    /// <exception cref="AuditUnavailableException">The log cannot be written: nothing may be pruned.</exception>
    public async Task RestateAsync()
    {
        await _oneAtATime.WaitAsync(); // a destruction in between would be undone by what is told after it
        try
        {
            foreach (var entry in ledger.Restate())
            {
                await WriteAsync(entry);
            }
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _oneAtATime.Dispose();

    private async Task<KeyAnswer> ListAsync(string by)
    {
        var keys = ledger.All(clock.GetUtcNow());
        await WriteAsync(KeyEntries.Done("keys.listed", by, ("keys", Text(keys.Count))));
        return new(null, keys, [], null);
    }

    private async Task<KeyAnswer> InitAsync(KeyOrder order, string by)
    {
        var made = new List<string>();
        foreach (var controller in order.Controllers ?? [])
        {
            string[] uses = [KeyName.Pseudonym, KeyName.Audit, KeyName.Consent];
            made.AddRange(uses.Select(use => KeyName.Root(controller, use, use == KeyName.Pseudonym ? ledger.EpochOf(controller) : 1)));
        }

        made.AddRange((order.Recipients ?? []).Select(KeyName.Recipient));
        made.RemoveAll(name => ledger.CheckValueOf(name) is not null || (ledger.IsDestroyed(name) && !name.StartsWith(KeyName.Recipient(""), StringComparison.Ordinal)));
        foreach (var name in made)
        {
            await CreateAsync(name);
        }

        await WriteAsync(KeyEntries.Done("keys.initialised", by, ("made", Text(made.Count))));
        return Concerning(made);
    }

    private async Task<KeyAnswer> RotateAsync(KeyOrder order, string by)
    {
        var now = clock.GetUtcNow();
        var known = ledger.All(now).Select(key => KeyName.IsPseudonymRoot(key.Name, out var owner, out _) ? owner : "").Where(owner => owner.Length > 0).ToHashSet(StringComparer.Ordinal);
        var controllers = order.Controllers is { Count: > 0 } named ? named : [.. known.Order(StringComparer.Ordinal)];
        if (controllers.FirstOrDefault(controller => !known.Contains(controller)) is { } unknown)
        {
            return KeyAnswer.Refused($"controller `{unknown}` has no keys");
        }

        if (order.OverlapDays is < 0 or > KeyOrders.LongestOverlapDays)
        {
            return KeyAnswer.Refused($"expected an overlap of 0 to {KeyOrders.LongestOverlapDays} days, got `{order.OverlapDays}`");
        }

        var until = order.Compromised ? now : now.AddDays(order.OverlapDays);
        foreach (var controller in controllers)
        {
            var next = ledger.EpochOf(controller) + 1;
            await CreateAsync(KeyName.Root(controller, KeyName.Pseudonym, next));
            await WriteAsync(KeyEntries.Rotated(controller, next, until, order.Compromised, by));
            holder?.Rotated(controller);
        }

        await RewrapAllAsync(by);
        return Concerning(controllers.SelectMany(controller => new[] { ledger.EpochOf(controller) - 1, ledger.EpochOf(controller) }
            .Select(epoch => KeyName.Root(controller, KeyName.Pseudonym, epoch))));
    }

    private async Task<KeyAnswer> VerifyAsync(string by)
    {
        var keys = ledger.All(clock.GetUtcNow());
        var findings = keys.Where(key => key.State != KeyState.Destroyed).Select(Finding).OfType<string>().ToList();
        findings.AddRange(keys.Where(key => key.State == KeyState.Destroyed && folder.Contains(key.Name)).Select(key => $"key `{key.Name}` is destroyed, but its file is there"));
        await WriteAsync(KeyEntries.Done("keys.verified", by, ("keys", Text(keys.Count)), ("findings", Text(findings.Count))));
        return new(null, keys, findings, null);
    }

    private string? Finding(KeyStatus key)
    {
        try
        {
            var found = CheckValueOf(key.Name);
            return found == key.CheckValue ? null : $"key `{key.Name}` is another one than the log says: check value `{found}`, recorded `{key.CheckValue}`";
        }
        catch (KeyUnavailableException exception)
        {
            return exception.Message;
        }
    }

    private async Task<KeyAnswer> ExportAsync(KeyOrder order, string by)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(order.Certificate ?? "");
            var file = Escrow.Seal(folder, certificate);
            await WriteAsync(KeyEntries.Done("keys.escrowed", by, ("keys", Text(file.Secrets.Count)), ("certificate", file.Certificate)));
            return new(null, [], [], file);
        }
        catch (CryptographicException)
        {
            return KeyAnswer.Refused("expected the PEM of a certificate with an RSA key of at least 2048 bits");
        }
    }

    private async Task<KeyAnswer> DestroyRecipientAsync(KeyOrder order, string by) =>
        Unconfirmed(order) ?? await DestroyAsync(KeyName.Recipient(order.Target!), by);

    private async Task<KeyAnswer> DestroyEpochAsync(KeyOrder order, string by)
    {
        if (Unconfirmed(order) is { } refused)
        {
            return refused;
        }

        var at = order.Target!.LastIndexOf('@');
        if (at <= 0 || !int.TryParse(order.Target.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var epoch))
        {
            return KeyAnswer.Refused($"expected an epoch such as `fr/maison-nord@1`, got `{order.Target}`");
        }

        var controller = order.Target[..at];
        return epoch == ledger.EpochOf(controller)
            ? KeyAnswer.Refused($"epoch `{order.Target}` is in use; rotate first")
            : await DestroyAsync(KeyName.Root(controller, KeyName.Pseudonym, epoch), by);
    }

    private static KeyAnswer? Unconfirmed(KeyOrder order) => string.IsNullOrEmpty(order.Target) || order.Confirm != order.Target
        ? KeyAnswer.Refused($"nothing was destroyed: expected the name `{order.Target}` to be typed in once more")
        : null;

    private async Task<KeyAnswer> DestroyAsync(string name, string by)
    {
        if (ledger.CheckValueOf(name) is not { } checkValue)
        {
            return KeyAnswer.Refused(ledger.IsDestroyed(name) ? $"key `{name}` is destroyed already" : $"there is no key `{name}`");
        }

        await WriteAsync(KeyEntries.Destroyed(name, checkValue, by)); // first: a crash from here on is made good at the next start
        holder?.Destroyed(name);
        folder.Destroy(name);
        return Concerning([name]);
    }

    private async Task CreateAsync(string name)
    {
        if (!folder.Contains(name)) // else a crash came between file and entry, and the file is good
        {
            var secret = RandomNumberGenerator.GetBytes(KeyFolder.SecretBytes);
            folder.Create(name, secret);
            CryptographicOperations.ZeroMemory(secret);
        }

        if (ledger.CheckValueOf(name) is null)
        {
            await WriteAsync(KeyEntries.Created(name, CheckValueOf(name)));
            holder?.Created(name);
        }
    }

    private async Task RewrapAllAsync(string by)
    {
        var names = folder.Names();
        foreach (var name in names)
        {
            folder.Rewrap(name);
        }

        await WriteAsync(KeyEntries.Done("keys.rewrapped", by, ("keys", Text(names.Count))));
    }

    private string CheckValueOf(string name)
    {
        var bytes = folder.Read(name);
        try
        {
            using var root = KeyRoot.FromBytes(1, bytes); // the check value is that of the bytes, whatever they are for
            return root.CheckValue;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private async Task WriteAsync(AdministrativeEntry entry)
    {
        await log.AppendAsync(entry, CancellationToken.None);
        ledger.Take(entry, clock.GetUtcNow());
    }

    private KeyAnswer Concerning(IEnumerable<string> names)
    {
        var wanted = names.ToHashSet(StringComparer.Ordinal);
        return new(null, [.. ledger.All(clock.GetUtcNow()).Where(key => wanted.Contains(key.Name))], [], null);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
