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
    /// <summary>So many values are best hashed together; their macs may lie on the stack.</summary>
    internal const int BatchValues = 64;

    /// <summary>Bytes that a pseudonym is made of.</summary>
    internal const int MacBytes = Base32.InputBytes;

    private readonly PreparedMac _mac;
    private readonly byte[] _fieldClass; // length-prefixed
    private readonly byte[] _prefix;
    private PseudonymKey? _before;
    private IPseudonymPairs? _pairs;

    /// <summary>Takes over the key and disposes it with itself.</summary>
    internal PseudonymKey(SecretKeyBytes key, int epoch, string linkScope, string fieldClass)
        : base(KeyUse.Pseudonym, epoch, linkScope, fieldClass)
    {
        _mac = new PreparedMac(key);
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
        if (token.Length < TokenLength)
        {
            throw new ArgumentException($"expected room for {TokenLength} bytes, got {token.Length}", nameof(token));
        }

        Span<byte> mac = stackalloc byte[Base32.InputBytes];
        WriteMac(canonical, mac);
        WriteToken(mac, token);
        return TokenLength;
    }

    /// <summary>From now on tells what the key before makes of each value, beside what this one makes of it. Called once, before the first value.</summary>
    /// <param name="before">The same field class, recipient and link scope in an earlier epoch; disposed with this key.</param>
    /// <param name="pairs">Is told.</param>
    public void Follow(PseudonymKey before, IPseudonymPairs pairs)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(pairs);
        (_before, _pairs) = (before, pairs);
    }

    /// <summary>Writes many pseudonyms, several at once: less than half the time of one by one.</summary>
    /// <param name="canonical">Canonical values; none empty.</param>
    /// <param name="tokens">At least <see cref="TokenLength"/> bytes for each; receives them back to back.</param>
    /// <exception cref="ArgumentException">A value is empty, or there is too little room; nothing is written then.</exception>
    /// <exception cref="ObjectDisposedException">The key is zeroed.</exception>
    public void WriteMany(ValueList canonical, Span<byte> tokens)
    {
        canonical.RefuseEmpty(nameof(canonical));
        if (tokens.Length < (long)canonical.Count * TokenLength)
        {
            throw new ArgumentException($"expected room for {canonical.Count} tokens of {TokenLength} bytes, got {tokens.Length} bytes", nameof(tokens));
        }

        Span<byte> macs = stackalloc byte[BatchValues * Base32.InputBytes];
        for (int first = 0; first < canonical.Count; first += BatchValues)
        {
            var part = canonical.Slice(first, Math.Min(BatchValues, canonical.Count - first));
            WriteMacs(part, macs);
            for (int i = 0; i < part.Count; i++)
            {
                WriteToken(macs.Slice(i * MacBytes, MacBytes), tokens[((first + i) * TokenLength)..]);
            }
        }
    }

    /// <summary>Writes the 128 bits that the pseudonyms of many values are made of, big-endian.</summary>
    /// <param name="canonical">Canonical values; none empty.</param>
    /// <param name="macs">At least <see cref="MacBytes"/> bytes for each.</param>
    /// <exception cref="ArgumentException">A value is empty; nothing is written then.</exception>
    /// <exception cref="ObjectDisposedException">The key is zeroed.</exception>
    internal void WriteMacs(ValueList canonical, Span<byte> macs)
    {
        canonical.RefuseEmpty(nameof(canonical));
        _mac.WriteMany(_fieldClass, canonical, macs);
        for (int i = 0; _before is not null && i < canonical.Count; i++)
        {
            Tell(canonical[i], macs.Slice(i * MacBytes, MacBytes));
        }
    }

    /// <summary>Writes the 128 bits that a pseudonym is made of, big-endian.</summary>
    /// <inheritdoc cref="Write"/>
    internal void WriteMac(ReadOnlySpan<byte> canonical, Span<byte> mac)
    {
        if (canonical.IsEmpty)
        {
            throw new ArgumentException("expected a canonical value, got nothing", nameof(canonical));
        }

        _mac.Write(_fieldClass, canonical, mac);
        Tell(canonical, mac);
    }

    /// <summary>Writes the text of a pseudonym.</summary>
    /// <param name="mac">What it is made of.</param>
    /// <param name="token">Receives <see cref="TokenLength"/> bytes.</param>
    internal void WriteToken(ReadOnlySpan<byte> mac, Span<byte> token)
    {
        _prefix.CopyTo(token);
        Base32.Write(mac, token[_prefix.Length..]);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _mac.Dispose();
        _before?.Dispose();
    }

    private void Tell(ReadOnlySpan<byte> canonical, ReadOnlySpan<byte> mac)
    {
        if (_before is null)
        {
            return;
        }

        Span<byte> earlier = stackalloc byte[Base32.InputBytes];
        _before.WriteMac(canonical, earlier);
        _pairs!.Note(BinaryPrimitives.ReadUInt128BigEndian(earlier), BinaryPrimitives.ReadUInt128BigEndian(mac));
    }
}
