using System.Security.Cryptography;

namespace ShareGateway.Privacy.Ciphers;

/// <summary>One thread's AES: room for some blocks, encrypted in place. The first block is the chain of a CBC-MAC.</summary>
internal sealed class AesWorker(ICryptoTransform encryptor) : IDisposable
{
    public const int BlockBytes = 16;

    /// <summary>Room besides the chain: a canonical value of 256 bytes, padded, with some to spare.</summary>
    public const int RoomBytes = 20 * BlockBytes;

    private readonly byte[] _bytes = GC.AllocateArray<byte>(BlockBytes + RoomBytes, pinned: true);
    private int _used;

    /// <summary>The chain's state.</summary>
    public Span<byte> Chain => _bytes.AsSpan(0, BlockBytes);

    /// <summary>Room for blocks that are encrypted together.</summary>
    /// <param name="lengthBytes">A multiple of 16.</param>
    public Span<byte> Room(int lengthBytes)
    {
        _used = Math.Max(_used, lengthBytes);
        return _bytes.AsSpan(BlockBytes, lengthBytes);
    }

    /// <summary>Encrypts each block of the room by itself.</summary>
    public void EncryptRoom(int lengthBytes) => encryptor.TransformBlock(_bytes, BlockBytes, lengthBytes, _bytes, BlockBytes);

    /// <summary>Takes whole blocks into the chain: exclusive or, then encrypt.</summary>
    public void Append(ReadOnlySpan<byte> blocks)
    {
        for (; blocks.Length >= BlockBytes; blocks = blocks[BlockBytes..])
        {
            Block128.Xor(Chain, blocks);
            encryptor.TransformBlock(_bytes, 0, BlockBytes, _bytes, 0);
        }
    }

    /// <summary>Zeroes what was worked on.</summary>
    public void Wipe()
    {
        CryptographicOperations.ZeroMemory(_bytes.AsSpan(0, BlockBytes + _used));
        _used = 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Wipe();
        encryptor.Dispose();
    }
}
