using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Ciphers;

namespace ShareGateway.Privacy.Keys;

/// <summary>
/// Makes the reversible tokens of one field class for one recipient within one link scope: <c>t&lt;epoch&gt;_</c> and base64url of AES-256-SIV
/// (RFC 5297) over the canonical value, padded to steps of 16 bytes so that its length does not show (ISO/IEC 7816-4), and bound to use, link scope,
/// field class and epoch. Only the holder of the key can read one back. Safe for several threads; allocates nothing per value.
/// </summary>
public sealed class TokenKey : FieldKey
{
    private const int Step = 16;
    private const byte PadStart = 0x80;

    private static readonly SearchValues<byte> Base64UrlBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    private readonly AesSiv _siv;
    private readonly byte[] _prefix;

    /// <summary>Takes the key over and disposes it: the cipher has its own copy.</summary>
    internal TokenKey(SecretKeyBytes key, int epoch, string linkScope, string fieldClass)
        : base(KeyUse.Token, epoch, linkScope, fieldClass)
    {
        using (key)
        {
            byte[] epochText = Encoding.ASCII.GetBytes(epoch.ToString(CultureInfo.InvariantCulture));
            _siv = new AesSiv(key.Span, "token"u8.ToArray(), Encoding.UTF8.GetBytes(linkScope), Encoding.UTF8.GetBytes(fieldClass), epochText);
        }

        _prefix = Encoding.ASCII.GetBytes($"t{epoch}_");
    }

    /// <summary>The longest token, in bytes.</summary>
    public int MaxTokenLength => TokenLength(CanonicalValue.MaxBytes);

    /// <summary>Writes one token.</summary>
    /// <param name="canonical">The value in its canonical form: 1 to <see cref="CanonicalValue.MaxBytes"/> bytes.</param>
    /// <param name="token">At least <see cref="MaxTokenLength"/> bytes; receives ASCII.</param>
    /// <returns>How many bytes were written.</returns>
    /// <exception cref="ArgumentException">No value, one that is too long, or too little room.</exception>
    /// <exception cref="ObjectDisposedException">The key is zeroed.</exception>
    public int Write(ReadOnlySpan<byte> canonical, Span<byte> token)
    {
        if (canonical.IsEmpty || canonical.Length > CanonicalValue.MaxBytes)
        {
            throw new ArgumentException($"expected a canonical value of 1 to {CanonicalValue.MaxBytes} bytes, got {canonical.Length}", nameof(canonical));
        }

        if (token.Length < MaxTokenLength)
        {
            throw new ArgumentException($"expected room for {MaxTokenLength} bytes, got {token.Length}", nameof(token));
        }

        Span<byte> padded = stackalloc byte[CanonicalValue.MaxBytes + Step];
        padded = padded[..PaddedLength(canonical.Length)];
        padded.Clear();
        canonical.CopyTo(padded);
        padded[canonical.Length] = PadStart;
        Span<byte> closed = stackalloc byte[AesSiv.OverheadBytes + CanonicalValue.MaxBytes + Step];
        closed = closed[..(AesSiv.OverheadBytes + padded.Length)];
        _siv.Seal(padded, closed);
        CryptographicOperations.ZeroMemory(padded); // the value stands for a person
        _prefix.CopyTo(token);
        return _prefix.Length + Base64Url.EncodeToUtf8(closed, token[_prefix.Length..]);
    }

    /// <summary>Reads a token back.</summary>
    /// <param name="token">Any bytes.</param>
    /// <param name="canonical">At least <see cref="CanonicalValue.MaxBytes"/> bytes; receives the canonical value.</param>
    /// <param name="written">How many bytes; 0 when the answer is false.</param>
    /// <returns>False unless this key made the token.</returns>
    /// <exception cref="ArgumentException">Too little room.</exception>
    /// <exception cref="ObjectDisposedException">The key is zeroed.</exception>
    public bool TryRead(ReadOnlySpan<byte> token, Span<byte> canonical, out int written)
    {
        if (canonical.Length < CanonicalValue.MaxBytes)
        {
            throw new ArgumentException($"expected room for {CanonicalValue.MaxBytes} bytes, got {canonical.Length}", nameof(canonical));
        }

        written = 0;
        if (token.Length > MaxTokenLength || !token.StartsWith(_prefix))
        {
            return false;
        }

        Span<byte> closed = stackalloc byte[AesSiv.OverheadBytes + CanonicalValue.MaxBytes + Step];
        Span<byte> padded = stackalloc byte[CanonicalValue.MaxBytes + Step];
        var text = token[_prefix.Length..];
        if (text.ContainsAnyExcept(Base64UrlBytes) || Base64Url.DecodeFromUtf8(text, closed, out _, out int length) != OperationStatus.Done || !_siv.TryOpen(closed[..length], padded))
        {
            return false;
        }

        int end = padded[..(length - AesSiv.OverheadBytes)].LastIndexOf(PadStart);
        padded[..Math.Max(end, 0)].CopyTo(canonical);
        CryptographicOperations.ZeroMemory(padded);
        written = Math.Max(end, 0);
        return written > 0;
    }

    /// <inheritdoc/>
    public override void Dispose() => _siv.Dispose();

    private static int PaddedLength(int length) => ((length / Step) + 1) * Step;

    private int TokenLength(int length) => _prefix.Length + Base64Url.GetEncodedLength(AesSiv.OverheadBytes + PaddedLength(length));
}
