using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using ShareGateway.Privacy.Hashing;

namespace ShareGateway.Privacy.Keys;

/// <summary>
/// HMAC-SHA256 under one key, prepared: the key's own two compressions are done once, and a short value costs the two that are left. Holds
/// what they gave, which is worth as much as the key and is zeroed like it. Safe for several threads; allocates nothing per value.
/// </summary>
/// <remarks>Source: RFC 2104, section 4 (implementation note). The message is prefix ‖ LP(value).</remarks>
internal sealed class PreparedMac : IDisposable
{
    /// <summary>Bytes of a full result.</summary>
    public const int MacBytes = Sha256Constants.DigestBytes;

    private const int States = 2 * Sha256Constants.StateWords;

    // Pinned, so that the collector leaves no copies behind. Inner state first, then the outer one.
    private readonly uint[] _states = GC.AllocateUninitializedArray<uint>(States, pinned: true);
    private bool _disposed;

    /// <summary>Takes over the key and zeroes it: the states are enough.</summary>
    public PreparedMac(SecretKeyBytes key)
    {
        using (key)
        {
            Prepare(key.Span, 0x36, Inner);
            Prepare(key.Span, 0x5c, Outer);
        }
    }

    // What follows the inner digest in the outer block: the end mark, and the length of key block and digest in bits.
    private static ReadOnlySpan<byte> OuterPadding =>
        [0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x03, 0x00];

    private Span<uint> Inner => _states.AsSpan(0, Sha256Constants.StateWords);

    private Span<uint> Outer => _states.AsSpan(Sha256Constants.StateWords);

    /// <summary>Writes HMAC-SHA256(K, prefix ‖ LP(value)).</summary>
    /// <param name="prefix">Comes first as it is; itself made of length-prefixed parts.</param>
    /// <param name="value">The canonical value.</param>
    /// <param name="mac">Receives as many bytes as it holds, a multiple of 4 up to <see cref="MacBytes"/>.</param>
    /// <exception cref="ObjectDisposedException">The key is zeroed.</exception>
    [SkipLocalsInit] // each byte is written before it is read
    public void Write(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> value, Span<byte> mac)
    {
        Span<uint> states = stackalloc uint[States];
        CopyStates(states);
        var state = states[..Sha256Constants.StateWords];
        Span<byte> block = stackalloc byte[Sha256Constants.BlockBytes];
        TakeIn(prefix, value, state, block);
        Sha256Blocks.WriteDigest(state, block);
        OuterPadding.CopyTo(block[Sha256Constants.DigestBytes..]);
        state = states[Sha256Constants.StateWords..];
        Sha256Compression.Compress(state, block);
        Sha256Blocks.WriteDigest(state[..(mac.Length / sizeof(uint))], mac);
        block.Clear();
        states.Clear();
    }

    /// <summary>Writes the first 16 bytes of what <see cref="Write"/> would, for many values, several at once.</summary>
    /// <param name="prefix">As for one.</param>
    /// <param name="values">The values; none is empty.</param>
    /// <param name="macs16">16 bytes for each.</param>
    /// <exception cref="ObjectDisposedException">The key is zeroed.</exception>
    public void WriteMany(ReadOnlySpan<byte> prefix, ValueList values, Span<byte> macs16)
    {
        Span<uint> states = stackalloc uint[States];
        CopyStates(states);
        for (int first = 0; first < values.Count;)
        {
            int taken = MacLanes.Write(states[..Sha256Constants.StateWords], states[Sha256Constants.StateWords..], prefix, values, first, macs16);
            if (taken == 0)
            {
                Write(prefix, values[first], macs16.Slice(first * MacLanes.ResultBytes, MacLanes.ResultBytes));
                taken = 1;
            }

            first += taken;
        }

        states.Clear();
    }

    /// <summary>Zeroes the states. A value that is being written meanwhile is written as it should, or not at all.</summary>
    public void Dispose()
    {
        _disposed = true;
        Volatile.WriteBarrier();
        _states.AsSpan().Clear();
    }

    /// <summary>Copies first and looks then: zeroes would be a key that everybody has.</summary>
    private void CopyStates(Span<uint> states)
    {
        _states.CopyTo(states);
        Volatile.ReadBarrier();
        ObjectDisposedException.ThrowIf(_disposed, this);
    }

    private static void TakeIn(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> value, Span<uint> state, Span<byte> block)
    {
        Span<byte> length = stackalloc byte[LengthPrefixed.PrefixBytes];
        LengthPrefixed.WritePrefix(value.Length, length);
        var message = new Sha256Blocks(state, block, Sha256Constants.BlockBytes);
        message.Append(prefix);
        message.Append(length);
        message.Append(value);
        message.Finish();
    }

    /// <summary>The state after the block of key ⊕ pad.</summary>
    private static void Prepare(ReadOnlySpan<byte> key, byte pad, Span<uint> state)
    {
        Span<byte> block = stackalloc byte[Sha256Constants.BlockBytes];
        block.Fill(pad);
        for (int i = 0; i < key.Length; i++)
        {
            block[i] ^= key[i];
        }

        Sha256Constants.InitialState.CopyTo(state);
        Sha256Compression.Compress(state, block);
        CryptographicOperations.ZeroMemory(block);
    }
}
