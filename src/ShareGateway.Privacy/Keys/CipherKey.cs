namespace ShareGateway.Privacy.Keys;

/// <summary>The key of a cipher: 64 bytes for <see cref="KeyUse.Token"/>, 32 for <see cref="KeyUse.Ff1"/>.</summary>
internal sealed class CipherKey : FieldKey
{
    private readonly SecretKeyBytes _key;

    /// <summary>Takes over the key and disposes it with itself.</summary>
    public CipherKey(SecretKeyBytes key, KeyUse use, int epoch, string linkScope, string fieldClass)
        : base(use, epoch, linkScope, fieldClass) => _key = key;

    /// <summary>The key's bytes.</summary>
    /// <exception cref="ObjectDisposedException">They are zeroed.</exception>
    public ReadOnlySpan<byte> Bytes => _key.Span;

    /// <inheritdoc/>
    public override void Dispose() => _key.Dispose();
}
