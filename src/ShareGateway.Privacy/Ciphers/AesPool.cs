using System.Security.Cryptography;

namespace ShareGateway.Privacy.Ciphers;

/// <summary>
/// AES block by block under one key, for several threads, without allocating per value. A prepared transform of the platform costs a
/// tenth of its one-shot call, but serves one thread at a time; so a few wait in slots, and a thread that finds none makes its own.
/// </summary>
internal sealed class AesPool : IDisposable
{
    private readonly Aes _aes = Aes.Create();
    private readonly AesWorker?[] _slots = new AesWorker?[Environment.ProcessorCount];
    private volatile bool _disposed;

    /// <summary>Takes a copy of the key, which is zeroed with it.</summary>
    /// <param name="key">32 bytes in the product; 16 and 24 are there for the standards' own examples.</param>
    public AesPool(ReadOnlySpan<byte> key)
    {
        if (key.Length is not (16 or 24 or 32))
        {
            throw new ArgumentException($"expected 32 bytes, got {key.Length}", nameof(key));
        }

        byte[] copy = key.ToArray();
        (_aes.Mode, _aes.Padding, _aes.Key) = (CipherMode.ECB, PaddingMode.None, copy); // single blocks: the modes are ours
        CryptographicOperations.ZeroMemory(copy);
    }

    /// <summary>Takes a transform; give it back with <see cref="Return"/>.</summary>
    /// <exception cref="ObjectDisposedException">The key is zeroed.</exception>
    public AesWorker Rent()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        foreach (ref var slot in _slots.AsSpan())
        {
            if (Interlocked.Exchange(ref slot, null) is { } waiting)
            {
                return waiting;
            }
        }

        lock (_aes)
        {
            return new AesWorker(_aes.CreateEncryptor());
        }
    }

    /// <summary>Gives a transform back; its room is wiped.</summary>
    public void Return(AesWorker worker)
    {
        worker.Wipe();
        foreach (ref var slot in _slots.AsSpan())
        {
            if (!_disposed && Interlocked.CompareExchange(ref slot, worker, null) is null)
            {
                return;
            }
        }

        worker.Dispose();
    }

    /// <summary>Zeroes the key. Not to be called while a value is written.</summary>
    public void Dispose()
    {
        _disposed = true;
        _aes.Dispose();
        foreach (ref var slot in _slots.AsSpan())
        {
            Interlocked.Exchange(ref slot, null)?.Dispose();
        }
    }
}
