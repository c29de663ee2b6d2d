using System.Security.Cryptography;

namespace ShareGateway.Privacy.Keys;

/// <summary>
/// HMAC-SHA256 under one key, for several threads, without allocating per value. A prepared instance costs under half of what the
/// one-shot call does, but serves one thread at a time; so a few wait in slots, and a thread that finds none makes its own.
/// </summary>
internal sealed class MacPool : IDisposable
{
    /// <summary>Bytes of a full result.</summary>
    public const int MacBytes = HMACSHA256.HashSizeInBytes;

    private const int StackBytes = 512; // a canonical value has 256 at most, its prefix a few dozen; longer ones still work

    private readonly SecretKeyBytes _key;
    private readonly IncrementalHash?[] _slots = new IncrementalHash?[Environment.ProcessorCount];
    private volatile bool _disposed;

    /// <summary>Takes over the key and disposes it with itself.</summary>
    public MacPool(SecretKeyBytes key) => _key = key;

    /// <summary>Writes HMAC-SHA256(K, prefix ‖ LP(value)).</summary>
    /// <param name="prefix">Comes first as it is; itself made of length-prefixed parts.</param>
    /// <param name="value">The canonical value.</param>
    /// <param name="mac">Receives <see cref="MacBytes"/> bytes.</param>
    /// <exception cref="ObjectDisposedException">The key is zeroed.</exception>
    public void Write(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> value, Span<byte> mac)
    {
        int bytes = prefix.Length + LengthPrefixed.PrefixBytes + value.Length;
        Span<byte> message = bytes <= StackBytes ? stackalloc byte[StackBytes] : new byte[bytes];
        prefix.CopyTo(message);
        LengthPrefixed.WritePrefix(value.Length, message[prefix.Length..]);
        value.CopyTo(message[(prefix.Length + LengthPrefixed.PrefixBytes)..]);
        var hash = Rent();
        hash.AppendData(message[..bytes]); // one call: each crosses into the native library, which costs more than the copy
        hash.GetHashAndReset(mac);
        Return(hash);
        CryptographicOperations.ZeroMemory(message[..bytes]); // the value stands for a person
    }

    /// <summary>Zeroes the key. Not to be called while a value is written.</summary>
    public void Dispose()
    {
        _disposed = true;
        _key.Dispose();
        for (int slot = 0; slot < _slots.Length; slot++)
        {
            Interlocked.Exchange(ref _slots[slot], null)?.Dispose();
        }
    }

    private IncrementalHash Rent()
    {
        ObjectDisposedException.ThrowIf(_disposed, this); // a thread that returns late may have filled a slot again
        for (int slot = 0; slot < _slots.Length; slot++)
        {
            if (Interlocked.Exchange(ref _slots[slot], null) is { } waiting)
            {
                return waiting;
            }
        }

        return IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key.Span);
    }

    private void Return(IncrementalHash hash)
    {
        for (int slot = 0; slot < _slots.Length && !_disposed; slot++)
        {
            if (Interlocked.CompareExchange(ref _slots[slot], hash, null) is null)
            {
                return;
            }
        }

        hash.Dispose();
    }
}
