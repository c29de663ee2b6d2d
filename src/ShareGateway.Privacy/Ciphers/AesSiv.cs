using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ShareGateway.Privacy.Ciphers;

/// <summary>
/// AES-SIV with 256-bit keys (RFC 5297): deterministic authenticated encryption. The same text gives the same result, and only texts that were
/// sealed under this key and these associated data open. Safe for several threads; allocates nothing per value.
/// </summary>
internal sealed class AesSiv : IDisposable
{
    /// <summary>Bytes of the key: one half for S2V, one for CTR.</summary>
    public const int KeyBytes = 64;

    private const int ExampleKeyBytes = 32; // of the RFC's own examples

    /// <summary>Bytes that a sealed text has more than the text.</summary>
    public const int OverheadBytes = AesWorker.BlockBytes;

    /// <summary>The longest text.</summary>
    public const int MaxBytes = AesWorker.RoomBytes;

    // Bits 31 and 63 of the counter are cleared, so that 32-bit and 64-bit additions carry nowhere (RFC 5297, section 2.5).
    private static readonly UInt128 CounterMask = ~(((UInt128)1 << 31) | ((UInt128)1 << 63));

    private readonly AesPool _mac;
    private readonly AesPool _counter;
    private readonly UInt128 _subkey; // CMAC's K1
    private readonly UInt128 _associated; // S2V's D once all associated data are in: the same for every text

    /// <summary>Prepares a key.</summary>
    /// <param name="key">64 bytes; copied. 32, as the RFC's examples have, work too.</param>
    /// <param name="associated">What every text is bound to; 126 at most.</param>
    public AesSiv(ReadOnlySpan<byte> key, params ReadOnlySpan<byte[]> associated)
    {
        if (key.Length is not (KeyBytes or ExampleKeyBytes))
        {
            throw new ArgumentException($"expected {KeyBytes} bytes, got {key.Length}", nameof(key));
        }

        (_mac, _counter) = (new AesPool(key[..(key.Length / 2)]), new AesPool(key[(key.Length / 2)..]));
        var worker = _mac.Rent();
        worker.Append(stackalloc byte[AesWorker.BlockBytes]);
        _subkey = Block128.Double(BinaryPrimitives.ReadUInt128BigEndian(worker.Chain));
        _associated = Mac(worker, stackalloc byte[AesWorker.BlockBytes]);
        foreach (byte[] data in associated)
        {
            _associated = Block128.Double(_associated) ^ Mac(worker, data);
        }

        _mac.Return(worker);
    }

    /// <summary>Writes V ‖ C.</summary>
    /// <param name="text">At most <see cref="MaxBytes"/>.</param>
    /// <param name="sealed">The text's length and <see cref="OverheadBytes"/>; receives all of it.</param>
    public void Seal(ReadOnlySpan<byte> text, Span<byte> @sealed)
    {
        var tag = TagOf(text);
        BinaryPrimitives.WriteUInt128BigEndian(@sealed, tag);
        Cipher(tag, text, @sealed[OverheadBytes..]);
    }

    /// <summary>Opens V ‖ C.</summary>
    /// <param name="sealed">Any bytes.</param>
    /// <param name="text">Receives the text: <see cref="OverheadBytes"/> shorter. Zeroes when the answer is false.</param>
    /// <returns>False unless it was sealed under this key and bound to the same data.</returns>
    public bool TryOpen(ReadOnlySpan<byte> @sealed, Span<byte> text)
    {
        int length = @sealed.Length - OverheadBytes;
        if (length is < 0 or > MaxBytes)
        {
            return false;
        }

        Cipher(BinaryPrimitives.ReadUInt128BigEndian(@sealed), @sealed[OverheadBytes..], text);
        Span<byte> tag = stackalloc byte[OverheadBytes];
        BinaryPrimitives.WriteUInt128BigEndian(tag, TagOf(text[..length]));
        bool isGenuine = CryptographicOperations.FixedTimeEquals(tag, @sealed[..OverheadBytes]);
        if (!isGenuine)
        {
            CryptographicOperations.ZeroMemory(text[..length]);
        }

        return isGenuine;
    }

    /// <summary>Zeroes the key. Not to be called while a value is written.</summary>
    public void Dispose()
    {
        _mac.Dispose();
        _counter.Dispose();
    }

    // S2V's last step (RFC 5297, section 2.4): D goes into the text's end, or, where the text is shorter than a block, beside its padding.
    private UInt128 TagOf(ReadOnlySpan<byte> text)
    {
        var worker = _mac.Rent();
        int length = Math.Max(text.Length, AesWorker.BlockBytes);
        Span<byte> last = stackalloc byte[MaxBytes];
        last = last[..length];
        text.CopyTo(last);
        var mask = _associated;
        if (text.Length < AesWorker.BlockBytes)
        {
            last[text.Length..].Clear();
            last[text.Length] = 0x80;
            mask = Block128.Double(mask);
        }

        var end = last[^AesWorker.BlockBytes..];
        BinaryPrimitives.WriteUInt128BigEndian(end, BinaryPrimitives.ReadUInt128BigEndian(end) ^ mask);
        var tag = Mac(worker, last);
        CryptographicOperations.ZeroMemory(last);
        _mac.Return(worker);
        return tag;
    }

    /// <summary>AES-CMAC (RFC 4493).</summary>
    private UInt128 Mac(AesWorker worker, ReadOnlySpan<byte> message)
    {
        worker.Chain.Clear();
        int whole = message.IsEmpty ? 0 : (message.Length - 1) / AesWorker.BlockBytes * AesWorker.BlockBytes;
        worker.Append(message[..whole]);
        Span<byte> last = stackalloc byte[AesWorker.BlockBytes];
        message[whole..].CopyTo(last);
        bool isWhole = message.Length - whole == AesWorker.BlockBytes;
        if (!isWhole)
        {
            last[message.Length - whole] = 0x80;
        }

        BinaryPrimitives.WriteUInt128BigEndian(last, BinaryPrimitives.ReadUInt128BigEndian(last) ^ (isWhole ? _subkey : Block128.Double(_subkey)));
        worker.Append(last);
        return BinaryPrimitives.ReadUInt128BigEndian(worker.Chain);
    }

    // CTR, all blocks of the key stream in one call.
    private void Cipher(UInt128 tag, ReadOnlySpan<byte> text, Span<byte> output)
    {
        int bytes = (text.Length + AesWorker.BlockBytes - 1) / AesWorker.BlockBytes * AesWorker.BlockBytes;
        if (bytes == 0)
        {
            return;
        }

        var worker = _counter.Rent();
        var stream = worker.Room(bytes);
        var counter = tag & CounterMask;
        for (int at = 0; at < bytes; at += AesWorker.BlockBytes)
        {
            BinaryPrimitives.WriteUInt128BigEndian(stream[at..], counter++);
        }

        worker.EncryptRoom(bytes);
        for (int i = 0; i < text.Length; i++)
        {
            output[i] = (byte)(text[i] ^ stream[i]);
        }

        _counter.Return(worker);
    }
}
