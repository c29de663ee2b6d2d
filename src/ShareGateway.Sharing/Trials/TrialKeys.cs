using System.Security.Cryptography;
using System.Text;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Sharing.Trials;

/// <summary>
/// Keys of trials: derived from a published text, so that a trial needs no secret and gives the same pseudonyms everywhere. Worthless for real
/// data, and no gateway's keys are among them.
/// </summary>
internal sealed class TrialKeys : SharingKeys, IDisposable
{
    private const string Published = "ShareGateway policy test, published key: never for real data";

    private readonly List<IDisposable> _made = [];

    /// <inheritdoc/>
    public override SubjectReferenceKey ConsentKey(string controller)
    {
        using var root = KeyRoot.FromBytes(1, Bytes("consent", controller));
        return Kept(SubjectReferenceKey.Derive(root, "consent"));
    }

    /// <inheritdoc/>
    public override FieldKey LastingKey(KeyUse use, string controller, string recipient, string linkScope, string fieldClass, int epoch) =>
        Kept(DeriveKey(use, controller, recipient, linkScope, fieldClass, epoch));

    /// <inheritdoc/>
    public override FieldKey DeriveKey(KeyUse use, string controller, string recipient, string linkScope, string fieldClass, int epoch)
    {
        using var root = KeyRoot.FromBytes(epoch, Bytes("pseudonym", controller));
        using var secret = RecipientSecret.FromBytes(Bytes("recipient", recipient));
        return FieldKey.Derive(use, root, secret, linkScope, fieldClass);
    }

    /// <inheritdoc/>
    public void Dispose() => _made.ForEach(key => key.Dispose());

    private T Kept<T>(T key)
        where T : IDisposable
    {
        _made.Add(key);
        return key;
    }

    private static byte[] Bytes(string use, string name) => SHA256.HashData(Encoding.UTF8.GetBytes($"{Published}\n{use}\n{name}"));
}
