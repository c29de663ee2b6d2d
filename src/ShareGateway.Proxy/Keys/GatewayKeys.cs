using System.Collections.Concurrent;
using System.Security.Cryptography;
using ShareGateway.Audit.Entries;
using ShareGateway.Keys.Custody;
using ShareGateway.Keys.Storage;
using ShareGateway.Privacy.Keys;
using ShareGateway.Sharing;

namespace ShareGateway.Proxy.Keys;

/// <summary>
/// All secrets that this process works with, unwrapped once, at start or when an edit of the policies first names their owner. Three roots per controller (pseudonyms, audit references,
/// consent references), so that no report can be joined with a partner's file, and one secret per recipient, so that destroying it
/// makes that recipient's pseudonyms meaningless for everyone (I9).
/// </summary>
internal sealed class GatewayKeys : SharingKeys, IKeyHolder, IDisposable
{
    /// <summary>The epoch of references for audit and consent: they are not rotated, for the log and the consent store hold them.</summary>
    public const int ReferenceEpoch = 1;

    private readonly ConcurrentDictionary<(string Controller, int Epoch), KeyRoot> _roots = new();
    private readonly ConcurrentDictionary<string, SubjectReferenceKey> _auditKeys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SubjectReferenceKey> _consentKeys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<FieldKeyId, FieldKey> _fieldKeys = new();
    private readonly ConcurrentDictionary<string, string> _unrecorded = new(StringComparer.Ordinal);

    private readonly KeyFolder _folder;
    private readonly KeyLedger _ledger;
    private readonly TimeProvider _clock;
    private int _generation;

    private GatewayKeys(KeyFolder folder, KeyLedger ledger, TimeProvider clock) => (_folder, _ledger, _clock) = (folder, ledger, clock);

    /// <inheritdoc/>
    public override int Generation => Volatile.Read(ref _generation);

    /// <summary>Old pseudonyms and new ones, while an overlap runs.</summary>
    public PseudonymTables Pairs { get; } = new();

    private RecipientSecrets Secrets { get; } = new();

    /// <summary>Opens the keys of these controllers and recipients; makes those that never existed.</summary>
    /// <param name="folder">Where the wrapped secrets lie.</param>
    /// <param name="ledger">What the audit log says of keys.</param>
    /// <param name="clock">Tells when an overlap has ended.</param>
    /// <param name="controllers">Scopes that own contracts.</param>
    /// <param name="recipients">Recipient ids.</param>
    /// <exception cref="KeyUnavailableException">A recorded key is gone, altered or another one: wrong pseudonyms would leave.</exception>
    public static GatewayKeys Open(KeyFolder folder, KeyLedger ledger, TimeProvider clock, IEnumerable<string> controllers, IEnumerable<string> recipients)
    {
        var keys = new GatewayKeys(folder, ledger, clock);
        try
        {
            KeyCustody.FinishDestructions(folder, ledger, clock.GetUtcNow());
            keys.Add(controllers, recipients);
            return keys;
        }
        catch
        {
            keys.Dispose();
            throw;
        }
    }

    /// <summary>Opens the keys of those whose keys are not open yet; makes those that never existed. A destroyed recipient stays without. One caller at a time.</summary>
    /// <exception cref="KeyUnavailableException">A recorded key is gone, altered or another one.</exception>
    /// <exception cref="IOException">A new key cannot be kept.</exception>
    public void Add(IEnumerable<string> controllers, IEnumerable<string> recipients)
    {
        foreach (var controller in controllers.Distinct(StringComparer.Ordinal).Where(controller => !_consentKeys.ContainsKey(controller)))
        {
            _ = RootOf(controller, EpochOf(controller));
            _auditKeys[controller] = OpenReferenceKey(controller, KeyName.Audit);
            _consentKeys[controller] = OpenReferenceKey(controller, KeyName.Consent);
        }

        foreach (var recipient in recipients.Where(recipient => !Secrets.Holds(recipient) && !_ledger.IsDestroyed(KeyName.Recipient(recipient))))
        {
            Secrets.Put(recipient, OpenSecret(recipient));
        }
    }

    /// <summary>Name and check value of the keys that the audit log does not know yet, by name.</summary>
    public (string Name, string CheckValue)[] Unrecorded() =>
        [.. _unrecorded.Select(key => (key.Key, key.Value)).OrderBy(key => key.Key, StringComparer.Ordinal)];

    /// <summary>Notes that the audit log knows a key now.</summary>
    public void Recorded(AdministrativeEntry created)
    {
        _ledger.Take(created, _clock.GetUtcNow());
        foreach (var (name, _) in _unrecorded.Where(key => _ledger.CheckValueOf(key.Key) is not null).ToArray())
        {
            _unrecorded.TryRemove(name, out _);
        }
    }

    /// <summary>False when the recipient's secret is destroyed: nothing can be made for it until it gets another one.</summary>
    public bool CanServe(string recipient) => Secrets.Holds(recipient);

    /// <summary>The key that stands for this controller's people in the audit log.</summary>
    public SubjectReferenceKey AuditKey(string controller) => _auditKeys[controller];

    /// <inheritdoc/>
    public override SubjectReferenceKey ConsentKey(string controller) => _consentKeys[controller];

    /// <inheritdoc/>
    public override int EpochOf(string controller) => _ledger.EpochOf(controller);

    /// <inheritdoc/>
    public override IDisposable? Enter(string recipient) => Secrets.Enter(recipient);

    /// <inheritdoc/>
    public override FieldKey LastingKey(KeyUse use, string controller, string recipient, string linkScope, string fieldClass, int epoch) =>
        _fieldKeys.GetOrAdd(new(use, controller, recipient, linkScope, fieldClass, epoch), static (id, keys) => keys.Follow(id), this);

    /// <inheritdoc/>
    /// <exception cref="KeyUnavailableException">The epoch's root is destroyed, or the recipient's secret.</exception>
    public override FieldKey DeriveKey(KeyUse use, string controller, string recipient, string linkScope, string fieldClass, int epoch) =>
        FieldKey.Derive(use, RootOf(controller, epoch), Secrets.Get(recipient), linkScope, fieldClass);

    /// <summary>The pseudonym that stands now for whom an old one of this recipient stood; null when that is not known, or the overlap is over.</summary>
    public string? Translate(string recipient, string old)
    {
        if (!PseudonymText.TryRead(old, out var epoch, out var bits))
        {
            return null;
        }

        foreach (var controller in Pairs.ControllersOf(recipient, epoch))
        {
            var (at, now) = (epoch, bits);
            while (IsOverlapping(controller, at) && Pairs.TryTranslate(recipient, controller, at, now, out var later))
            {
                (at, now) = (at + 1, later);
            }

            if (at > epoch && at == EpochOf(controller))
            {
                return PseudonymText.Of(at, now);
            }
        }

        return null;
    }

    /// <summary>Forgets the pairs of overlaps that are over, and stops noting them.</summary>
    public void EndOverlaps()
    {
        foreach (var (controller, epoch) in Pairs.Epochs().Where(table => !IsOverlapping(table.Controller, table.Epoch)))
        {
            Pairs.Forget(controller, epoch);
            Drop(id => id.Controller == controller && id.Epoch == epoch + 1); // answers under way still use them; they are zeroed with the process
            Interlocked.Increment(ref _generation);
        }
    }

    /// <inheritdoc/>
    public void Created(string name)
    {
        if (name.StartsWith(KeyName.Recipient(""), StringComparison.Ordinal))
        {
            Add([], [name[KeyName.Recipient("").Length..]]);
            Interlocked.Increment(ref _generation);
        }
    }

    /// <inheritdoc/>
    public void Destroyed(string name)
    {
        if (KeyName.IsPseudonymRoot(name, out var controller, out var epoch))
        {
            Pairs.Forget(controller, epoch);
            Drop(id => id.Controller == controller && id.Epoch == epoch).ForEach(key => key.Dispose());
            if (_roots.TryRemove((controller, epoch), out var root))
            {
                root.Dispose();
            }
        }
        else if (name.StartsWith(KeyName.Recipient(""), StringComparison.Ordinal))
        {
            var recipient = name[KeyName.Recipient("").Length..];
            Pairs.Forget(recipient);
            Secrets.Destroy(recipient, Drop(id => id.Recipient == recipient));
        }

        Interlocked.Increment(ref _generation);
    }

    /// <inheritdoc/>
    public void Rotated(string controller)
    {
        _ = RootOf(controller, EpochOf(controller));
        Interlocked.Increment(ref _generation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        IEnumerable<IDisposable> all = [.. _roots.Values, .. _auditKeys.Values, .. _consentKeys.Values, Secrets, .. _fieldKeys.Values];
        foreach (var key in all)
        {
            key.Dispose();
        }
    }

    /// <summary>A key that lasts; while the epoch before may still be translated from, it tells what that one made of each value.</summary>
    private FieldKey Follow(FieldKeyId id)
    {
        var key = DeriveKey(id.Use, id.Controller, id.Recipient, id.Scope, id.FieldClass, id.Epoch);
        if (key is PseudonymKey later && IsOverlapping(id.Controller, id.Epoch - 1))
        {
            var earlier = (PseudonymKey)DeriveKey(id.Use, id.Controller, id.Recipient, id.Scope, id.FieldClass, id.Epoch - 1);
            later.Follow(earlier, Pairs.TableOf(id.Recipient, id.Controller, id.Epoch - 1));
        }

        return key;
    }

    private bool IsOverlapping(string controller, int epoch) =>
        _ledger.StateOf(KeyName.Root(controller, KeyName.Pseudonym, epoch), _clock.GetUtcNow()) == KeyState.Previous;

    private List<FieldKey> Drop(Func<FieldKeyId, bool> which)
    {
        var dropped = new List<FieldKey>();
        foreach (var id in _fieldKeys.Keys.Where(which))
        {
            if (_fieldKeys.TryRemove(id, out var key))
            {
                dropped.Add(key);
            }
        }

        return dropped;
    }

    private KeyRoot RootOf(string controller, int epoch) => _roots.GetOrAdd((controller, epoch), static (id, keys) => keys.OpenRoot(id.Controller, KeyName.Pseudonym, id.Epoch), this);

    private SubjectReferenceKey OpenReferenceKey(string controller, string use)
    {
        using var root = OpenRoot(controller, use, ReferenceEpoch);
        return SubjectReferenceKey.Derive(root, use);
    }

    private KeyRoot OpenRoot(string controller, string use, int epoch)
    {
        var name = KeyName.Root(controller, use, epoch);
        var bytes = ReadOrCreate(name, mayCreate: epoch == 1);
        try
        {
            var root = KeyRoot.FromBytes(epoch, bytes);
            Check(name, root.CheckValue);
            return root;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private RecipientSecret OpenSecret(string recipient)
    {
        var name = KeyName.Recipient(recipient);
        var bytes = ReadOrCreate(name, mayCreate: true);
        try
        {
            var secret = RecipientSecret.FromBytes(bytes);
            Check(name, secret.CheckValue);
            return secret;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private byte[] ReadOrCreate(string name, bool mayCreate)
    {
        if (_ledger.IsDestroyed(name))
        {
            throw new KeyUnavailableException(name, "is destroyed");
        }

        if (!_folder.Contains(name))
        {
            if (!mayCreate || _ledger.CheckValueOf(name) is not null)
            {
                throw new KeyUnavailableException(name, "is recorded in the audit log but missing: restore it; another one would give other pseudonyms");
            }

            var secret = RandomNumberGenerator.GetBytes(KeyFolder.SecretBytes);
            _folder.Create(name, secret);
            CryptographicOperations.ZeroMemory(secret);
        }

        return _folder.Read(name);
    }

    private void Check(string name, string checkValue)
    {
        if (_ledger.CheckValueOf(name) is not { } expected)
        {
            _unrecorded[name] = checkValue;
        }
        else if (expected != checkValue)
        {
            throw new KeyUnavailableException(name, $"is another one than before: check value `{checkValue}`, recorded `{expected}`");
        }
    }

    private readonly record struct FieldKeyId(KeyUse Use, string Controller, string Recipient, string Scope, string FieldClass, int Epoch);
}
