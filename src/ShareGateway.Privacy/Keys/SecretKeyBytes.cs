using System.Security.Cryptography;

namespace ShareGateway.Privacy.Keys;

/// <summary>
/// 32 secret bytes (64 for AES-SIV) that are never shown, and zero after disposal. On the pinned heap, so that the collector leaves no copies
/// behind.
/// </summary>
internal sealed class SecretKeyBytes : IDisposable
{
    private readonly byte[] _bytes;
    private bool _disposed;

    private SecretKeyBytes(int lengthBytes = KeyDerivation.KeyBytes) => _bytes = GC.AllocateUninitializedArray<byte>(lengthBytes, pinned: true);

    /// <summary>The bytes.</summary>
    /// <exception cref="ObjectDisposedException">They are zeroed.</exception>
    public ReadOnlySpan<byte> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _bytes;
        }
    }

    /// <summary>Fresh random bytes.</summary>
    public static SecretKeyBytes Create()
    {
        var secret = new SecretKeyBytes();
        RandomNumberGenerator.Fill(secret._bytes);
        return secret;
    }

    /// <summary>A copy of given bytes.</summary>
    /// <exception cref="ArgumentException">They are not 32, or all zero, which no honest source gives.</exception>
    public static SecretKeyBytes FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != KeyDerivation.KeyBytes)
        {
            throw new ArgumentException($"expected {KeyDerivation.KeyBytes} bytes, got {bytes.Length}", nameof(bytes));
        }

        if (!bytes.ContainsAnyExcept((byte)0))
        {
            throw new ArgumentException("expected secret bytes, got zeroes only", nameof(bytes));
        }

        var secret = new SecretKeyBytes();
        bytes.CopyTo(secret._bytes);
        return secret;
    }

    /// <summary>A working key; see <see cref="KeyDerivation"/>.</summary>
    public static SecretKeyBytes Derive(
        KeyRoot root, ReadOnlySpan<byte> salt, string use, string linkScope, string fieldClass, int lengthBytes = KeyDerivation.KeyBytes)
    {
        var key = new SecretKeyBytes(lengthBytes);
        KeyDerivation.Derive(root, salt, use, linkScope, fieldClass, key._bytes);
        return key;
    }

    /// <summary>The key check value: first four bytes of HMAC-SHA256(K, "kcv"), in lower-case hex.</summary>
    public string CheckValue()
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Span, "kcv"u8, mac);
        return Convert.ToHexStringLower(mac[..4]);
    }

    /// <summary>Zeroes the bytes.</summary>
    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_bytes);
    }
}
