using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ShareGateway.Privacy.Keys;

/// <summary>Draws numbers that look random and are the same for the same values: how far a date is moved, which invented value is taken.</summary>
internal sealed class DrawKey : FieldKey
{
    private const int DrawBytes = 16; // 128 bits
    private const int PrefixBytes = 512; // a canonical value has 256 at most

    private readonly PreparedMac _mac;

    /// <summary>Takes over the key and disposes it with itself.</summary>
    public DrawKey(SecretKeyBytes key, KeyUse use, int epoch, string linkScope, string fieldClass)
        : base(use, epoch, linkScope, fieldClass) => _mac = new PreparedMac(key);

    /// <summary>The first 128 bits of HMAC-SHA256(K, LP(value)), big-endian.</summary>
    /// <param name="value">Not empty: the draw of nothing would be one shared by many.</param>
    /// <exception cref="ArgumentException">Nothing to draw for.</exception>
    /// <exception cref="ObjectDisposedException">The key is zeroed.</exception>
    public UInt128 Draw(ReadOnlySpan<byte> value) => Draw([], value);

    /// <summary>The first 128 bits of HMAC-SHA256(K, LP(first) ‖ LP(second)), big-endian; of the second alone when the first is empty.</summary>
    /// <inheritdoc cref="Draw(ReadOnlySpan{byte})"/>
    public UInt128 Draw(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        if (second.IsEmpty)
        {
            throw new ArgumentException("expected a value to draw for, got nothing", nameof(second));
        }

        int length = first.IsEmpty ? 0 : LengthPrefixed.PrefixBytes + first.Length;
        Span<byte> prefix = length <= PrefixBytes ? stackalloc byte[PrefixBytes] : new byte[length];
        if (length > 0)
        {
            LengthPrefixed.WritePrefix(first.Length, prefix);
            first.CopyTo(prefix[LengthPrefixed.PrefixBytes..]);
        }

        Span<byte> mac = stackalloc byte[DrawBytes];
        _mac.Write(prefix[..length], second, mac);
        CryptographicOperations.ZeroMemory(prefix[..length]); // a person's id may have stood there
        return BinaryPrimitives.ReadUInt128BigEndian(mac);
    }

    /// <inheritdoc/>
    public override void Dispose() => _mac.Dispose();
}
