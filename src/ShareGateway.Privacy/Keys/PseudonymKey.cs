using System.Buffers.Binary;
using System.Text;

namespace ShareGateway.Privacy.Keys;

/// <summary>
/// Makes the pseudonyms of one field class for one recipient within one link scope. A pseudonym is <c>p&lt;epoch&gt;_</c> and 26
/// characters of lower-case base32: HMAC-SHA256(K, LP(field class) ‖ LP(canonical value)) cut to 128 bits, so that two people
/// clash only after about 2^64. Safe for several threads; allocates nothing per value.
/// </summary>
public sealed class PseudonymKey : FieldKey
{
    private readonly MacPool _macs;
    private readonly byte[] _fieldClass; // length-prefixed
    private readonly byte[] _prefix;

    /// <summary>Takes over the key and disposes it with itself.</summary>
    internal PseudonymKey(SecretKeyBytes key, int epoch, string linkScope, string fieldClass)
        : base(KeyUse.Pseudonym, epoch, linkScope, fieldClass)
    {
        _macs = new MacPool(key);
        _fieldClass = LengthPrefixed.Of(fieldClass);
        _prefix = Encoding.ASCII.GetBytes($"p{epoch}_");
    }

    /// <summary>Bytes (ASCII characters) of every pseudonym under this key.</summary>
    public int TokenLength => _prefix.Length + Base32.TextLength;

    /// <summary>Derives a key of use <see cref="KeyUse.Pseudonym"/>.</summary>
    /// <inheritdoc cref="FieldKey.Derive"/>
    public static PseudonymKey Derive(KeyRoot root, RecipientSecret secret, string linkScope, string fieldClass) =>
        (PseudonymKey)Derive(KeyUse.Pseudonym, root, secret, linkScope, fieldClass);

    /// <summary>Writes one pseudonym.</summary>
    /// <param name="canonical">The value in its canonical form; not empty, for the MAC of nothing would be one pseudonym shared
    /// by many.</param>
    /// <param name="token">At least <see cref="TokenLength"/> bytes; receives ASCII.</param>
    /// <returns>How many bytes were written: <see cref="TokenLength"/>.</returns>
    /// <exception cref="ArgumentException">Nothing to pseudonymise, or too little room.</exception>
    /// <exception cref="ObjectDisposedException">The key is zeroed.</exception>
    public int Write(ReadOnlySpan<byte> canonical, Span<byte> token)
    {
        if (canonical.IsEmpty)
        {
            throw new ArgumentException("expected a canonical value, got nothing", nameof(canonical));
        }

        if (token.Length < TokenLength)
        {
            throw new ArgumentException($"expected room for {TokenLength} bytes, got {token.Length}", nameof(token));
        }

        Span<byte> mac = stackalloc byte[MacPool.MacBytes];
        _macs.Write(_fieldClass, canonical, mac);
        _prefix.CopyTo(token);
        Base32.Write(mac[..Base32.InputBytes], token[_prefix.Length..]);
        return TokenLength;
    }

    /// <summary>The 128 bits that a pseudonym is made of, for other forms than text.</summary>
    /// <inheritdoc cref="Write"/>
    internal UInt128 Bits(ReadOnlySpan<byte> canonical)
    {
        if (canonical.IsEmpty)
        {
            throw new ArgumentException("expected a canonical value, got nothing", nameof(canonical));
        }

        Span<byte> mac = stackalloc byte[MacPool.MacBytes];
        _macs.Write(_fieldClass, canonical, mac);
        return BinaryPrimitives.ReadUInt128BigEndian(mac);
    }

    /// <inheritdoc/>
    public override void Dispose() => _macs.Dispose();
}
