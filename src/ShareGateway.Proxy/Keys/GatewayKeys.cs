using System.Collections.Concurrent;
using System.Security.Cryptography;
using ShareGateway.Privacy.Keys;
using ShareGateway.Sharing;

namespace ShareGateway.Proxy.Keys;

/// <summary>
/// All secrets that this process works with, unwrapped once, at start or when an edit of the policies first names their owner. Three roots per controller (pseudonyms, audit references,
/// consent references), so that no report can be joined with a partner's file, and one secret per recipient, so that destroying it
/// makes that recipient's pseudonyms meaningless for everyone (I9).
/// </summary>
internal sealed class GatewayKeys : SharingKeys, IDisposable
{
    /// <summary>The epoch in use. Rotation opens the next one.</summary>
    public const int Epoch = 1;

    private const int SecretLength = 32; // bytes: the full strength of HMAC-SHA256

    private readonly ConcurrentDictionary<string, KeyRoot> _pseudonymRoots = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SubjectReferenceKey> _auditKeys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SubjectReferenceKey> _consentKeys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RecipientSecret> _secrets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(KeyUse Use, string Controller, string Recipient, string Scope, string FieldClass), FieldKey> _fieldKeys = new();

    private readonly KeyFolder _folder;
    private readonly Dictionary<string, string> _recorded;

    private GatewayKeys(KeyFolder folder, IReadOnlyDictionary<string, string> recorded) =>
        (_folder, _recorded) = (folder, new Dictionary<string, string>(recorded, StringComparer.Ordinal));

    /// <summary>Check values by name, of every key in use: recorded in the audit log, compared with it at each start.</summary>
    public SortedDictionary<string, string> CheckValues { get; } = new(StringComparer.Ordinal);

    /// <summary>Opens the keys of these controllers and recipients; makes those that never existed.</summary>
    /// <param name="folder">Where the wrapped secrets lie.</param>
    /// <param name="controllers">Scopes that own contracts.</param>
    /// <param name="recipients">Recipient ids.</param>
    /// <param name="recorded">Check values by name that the audit log knows from earlier starts.</param>
    /// <exception cref="KeyUnavailableException">A recorded key is gone, altered or another one: wrong pseudonyms would leave.</exception>
    public static GatewayKeys Open(
        KeyFolder folder, IEnumerable<string> controllers, IEnumerable<string> recipients, IReadOnlyDictionary<string, string> recorded)
    {
        var keys = new GatewayKeys(folder, recorded);
        try
        {
            keys.Add(controllers, recipients);
            return keys;
        }
        catch
        {
            keys.Dispose();
            throw;
        }
    }

    /// <summary>Opens the keys of those whose keys are not open yet; makes those that never existed. One caller at a time.</summary>
    /// <exception cref="KeyUnavailableException">A recorded key is gone, altered or another one.</exception>
    /// <exception cref="IOException">A new key cannot be kept.</exception>
    public void Add(IEnumerable<string> controllers, IEnumerable<string> recipients)
    {
        foreach (var controller in controllers.Distinct(StringComparer.Ordinal).Where(controller => !_consentKeys.ContainsKey(controller)))
        {
            OpenOnce(_pseudonymRoots, controller, () => OpenRoot(controller, "pseudonym"));
            OpenOnce(_auditKeys, controller, () => OpenReferenceKey(controller, "audit"));
            OpenOnce(_consentKeys, controller, () => OpenReferenceKey(controller, "consent"));
        }

        foreach (var recipient in recipients)
        {
            OpenOnce(_secrets, recipient, () => OpenSecret(recipient));
        }
    }

    /// <summary>Name and check value of the keys that the audit log does not know yet, by name.</summary>
    public (string Name, string CheckValue)[] Unrecorded() =>
        [.. CheckValues.Where(key => !_recorded.ContainsKey(key.Key)).Select(key => (key.Key, key.Value))];

    /// <summary>Notes that the audit log knows a key now.</summary>
    public void Recorded(string name) => _recorded[name] = CheckValues[name];

    /// <summary>The key that stands for this controller's people in the audit log.</summary>
    public SubjectReferenceKey AuditKey(string controller) => _auditKeys[controller];

    /// <inheritdoc/>
    public override SubjectReferenceKey ConsentKey(string controller) => _consentKeys[controller];

    /// <inheritdoc/>
    public override FieldKey LastingKey(KeyUse use, string controller, string recipient, string linkScope, string fieldClass) =>
        _fieldKeys.GetOrAdd((use, controller, recipient, linkScope, fieldClass), static (id, keys) =>
            keys.DeriveKey(id.Use, id.Controller, id.Recipient, id.Scope, id.FieldClass), this);

    /// <inheritdoc/>
    public override FieldKey DeriveKey(KeyUse use, string controller, string recipient, string linkScope, string fieldClass) =>
        FieldKey.Derive(use, _pseudonymRoots[controller], _secrets[recipient], linkScope, fieldClass);

    /// <inheritdoc/>
    public void Dispose()
    {
        IEnumerable<IDisposable> all =
            [.. _pseudonymRoots.Values, .. _auditKeys.Values, .. _consentKeys.Values, .. _secrets.Values, .. _fieldKeys.Values];
        foreach (var key in all)
        {
            key.Dispose();
        }
    }

    private static void OpenOnce<T>(ConcurrentDictionary<string, T> keys, string owner, Func<T> open)
    {
        if (!keys.ContainsKey(owner))
        {
            keys[owner] = open();
        }
    }

    private SubjectReferenceKey OpenReferenceKey(string controller, string use)
    {
        using var root = OpenRoot(controller, use);
        return SubjectReferenceKey.Derive(root, use);
    }

    private KeyRoot OpenRoot(string controller, string use)
    {
        var name = $"roots/{controller}/{use}-{Epoch}";
        var bytes = ReadOrCreate(name);
        try
        {
            var root = KeyRoot.FromBytes(Epoch, bytes);
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
        var name = $"recipients/{recipient}";
        var bytes = ReadOrCreate(name);
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

    private byte[] ReadOrCreate(string name)
    {
        if (!_folder.Contains(name))
        {
            if (_recorded.ContainsKey(name))
            {
                throw new KeyUnavailableException(name, "is recorded in the audit log but missing: restore it; another one would give other pseudonyms");
            }

            _folder.Create(name, RandomNumberGenerator.GetBytes(SecretLength));
        }

        return _folder.Read(name);
    }

    private void Check(string name, string checkValue)
    {
        if (_recorded.TryGetValue(name, out var expected) && expected != checkValue)
        {
            throw new KeyUnavailableException(name, $"is another one than before: check value `{checkValue}`, recorded `{expected}`");
        }

        CheckValues[name] = checkValue;
    }
}
