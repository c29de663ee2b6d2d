namespace ShareGateway.Privacy.Keys;

/// <summary>
/// Makes the 16-byte references that stand for people inside the gateway: HMAC-SHA256(K, LP(scheme) ‖ LP(canonical id)), first 16
/// bytes. Audit and consent have roots and keys of their own, so that neither can be joined with the other or with a partner's
/// file. Safe for several threads; allocates nothing per value.
/// </summary>
public sealed class SubjectReferenceKey : IDisposable
{
    /// <summary>Bytes of a reference.</summary>
    public const int ReferenceBytes = 16;

    private readonly PreparedMac _mac;

    private SubjectReferenceKey(SecretKeyBytes key) => _mac = new PreparedMac(key);

    /// <summary>Derives the key for one use.</summary>
    /// <param name="root">The controller's root for this use; never the root for pseudonyms.</param>
    /// <param name="use"><c>audit</c> or <c>consent</c>.</param>
    /// <exception cref="ArgumentException">The use is neither.</exception>
    /// <exception cref="ObjectDisposedException">The root is zeroed.</exception>
    public static SubjectReferenceKey Derive(KeyRoot root, string use)
    {
        ArgumentNullException.ThrowIfNull(root);
        if (use is not ("audit" or "consent"))
        {
            throw new ArgumentException($"expected `audit` or `consent`, got `{use}`", nameof(use));
        }

        return new SubjectReferenceKey(SecretKeyBytes.Derive(root, salt: [], use, linkScope: "", fieldClass: ""));
    }

    /// <summary>Writes the reference of one person.</summary>
    /// <param name="scheme">What kind of id it is, prepared once.</param>
    /// <param name="canonicalId">The id in its canonical form; not empty.</param>
    /// <param name="reference16">At least 16 bytes; receives 16.</param>
    /// <exception cref="ArgumentException">No scheme, no id, or too little room.</exception>
    /// <exception cref="ObjectDisposedException">The key is zeroed.</exception>
    public void Write(SubjectScheme scheme, ReadOnlySpan<byte> canonicalId, Span<byte> reference16)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        if (canonicalId.IsEmpty)
        {
            throw new ArgumentException("expected a canonical id, got nothing", nameof(canonicalId));
        }

        if (reference16.Length < ReferenceBytes)
        {
            throw new ArgumentException($"expected room for {ReferenceBytes} bytes, got {reference16.Length}", nameof(reference16));
        }

        _mac.Write(scheme.Prefix, canonicalId, reference16[..ReferenceBytes]);
    }

    /// <summary>Writes the references of many people, several at once: less than half the time of one by one.</summary>
    /// <param name="scheme">What kind of id they all are.</param>
    /// <param name="canonicalIds">Ids in their canonical form; none empty.</param>
    /// <param name="references16">At least 16 bytes for each; receives them back to back.</param>
    /// <exception cref="ArgumentException">No scheme, an empty id, or too little room; nothing is written then.</exception>
    /// <exception cref="ObjectDisposedException">The key is zeroed.</exception>
    public void WriteMany(SubjectScheme scheme, ValueList canonicalIds, Span<byte> references16)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        canonicalIds.RefuseEmpty(nameof(canonicalIds));
        if (references16.Length < (long)canonicalIds.Count * ReferenceBytes)
        {
            throw new ArgumentException(
                $"expected room for {canonicalIds.Count} references of {ReferenceBytes} bytes, got {references16.Length} bytes", nameof(references16));
        }

        _mac.WriteMany(scheme.Prefix, canonicalIds, references16);
    }

    /// <summary>Like the other, for callers that write few; encodes the scheme each time.</summary>
    /// <inheritdoc cref="Write(SubjectScheme, ReadOnlySpan{byte}, Span{byte})"/>
    public void Write(string scheme, ReadOnlySpan<byte> canonicalId, Span<byte> reference16) =>
        Write(new SubjectScheme(scheme), canonicalId, reference16);

    /// <summary>Zeroes the key. Not to be called while a reference is written.</summary>
    public void Dispose() => _mac.Dispose();
}
