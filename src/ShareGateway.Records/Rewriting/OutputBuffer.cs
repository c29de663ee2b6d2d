using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ShareGateway.Records.Rewriting;

/// <summary>Bytes under way to the partner: grows, and can be cut back when a record turns out to be withheld.</summary>
internal sealed class OutputBuffer : IDisposable
{
    /// <summary>How many bytes <see cref="WriteHead"/> looks at.</summary>
    public const int HeadBytes = 64;

    private const int MostAtLeastBytes = 1 << 20; // a chunk with a record of megabytes in it is no measure for the next

    private byte[] _bytes;
    private int _atLeast; // bytes to begin with again
    private int _touched; // beyond it nothing was ever written of anybody, so there is nothing to wipe

    public OutputBuffer(int capacityBytes) => _bytes = BodyMemory.Pool.Rent(capacityBytes);

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>The byte written last; 0 when there is none.</summary>
    public byte Last => Length == 0 ? (byte)0 : _bytes[Length - 1];

    public void Write(byte value)
    {
        if ((uint)Length >= (uint)_bytes.Length)
        {
            Grow(1);
        }

        _bytes[Length++] = value;
    }

    public void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>Writes the first bytes of some, and zeros for the rest, which do not count: no step depends on how many they are.</summary>
    /// <param name="bytes">As many as <see cref="HeadBytes"/>.</param>
    /// <param name="length">How many of them count.</param>
    public void WriteHead(ReadOnlySpan<byte> bytes, int length)
    {
        CopyHead(bytes, length, Room(HeadBytes));
        Length += length;
    }

    /// <summary>The same into room that was asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CopyHead(ReadOnlySpan<byte> bytes, int length, Span<byte> room)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            var counts = Vector512.LessThan(Vector512<sbyte>.Indices, Vector512.Create((sbyte)length)).AsByte();
            (Vector512.Create(bytes) & counts).CopyTo(room);
            return;
        }

        CopyHalf(bytes, length, room);
        CopyHalf(bytes[Vector256<byte>.Count..], length - Vector256<byte>.Count, room[Vector256<byte>.Count..]);
    }

    // As signed numbers: so they compare in one step, and less than nothing is none.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyHalf(ReadOnlySpan<byte> bytes, int length, Span<byte> room)
    {
        var counts = Vector256.LessThan(Vector256<sbyte>.Indices, Vector256.Create((sbyte)length)).AsByte();
        (Vector256.Create(bytes) & counts).CopyTo(room);
    }

    /// <summary>Room that counts as written; the caller fills all of it at once.</summary>
    public Span<byte> Take(int bytes)
    {
        if (_bytes.Length - Length < bytes)
        {
            Grow(bytes);
        }

        Length += bytes;
        return _bytes.AsSpan(Length - bytes, bytes);
    }

    /// <summary>Room that counts as written once <see cref="Advance"/> says so.</summary>
    public Span<byte> Room(int bytes)
    {
        if (_bytes.Length - Length < bytes)
        {
            Grow(bytes);
        }

        return _bytes.AsSpan(Length);
    }

    /// <summary>So many bytes of the room are written.</summary>
    public void Advance(int bytes) => Length += bytes;

    /// <summary>All that is written, to fill room that <see cref="Take"/> gave.</summary>
    public Span<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>Moves bytes towards the head, where others were that are not wanted.</summary>
    /// <returns>Where they end now.</returns>
    public int Move(int from, int bytes, int to)
    {
        if (from != to)
        {
            _bytes.AsSpan(from, bytes).CopyTo(_bytes.AsSpan(to));
        }

        return to + bytes;
    }

    /// <summary>Forgets all but the first bytes.</summary>
    public void Truncate(int lengthBytes)
    {
        _touched = Math.Max(_touched, Length);
        Length = Math.Min(Length, lengthBytes);
    }

    /// <summary>Hands the memory over with what is written at its head, and nothing of anybody behind it; begins anew, about as long, once something is written.</summary>
    /// <returns>From <see cref="BodyMemory.Pool"/>: the taker wipes it and gives it back.</returns>
    public ArraySegment<byte> Detach()
    {
        var taken = new ArraySegment<byte>(_bytes, 0, Length);
        _bytes.AsSpan(Length, Math.Max(_touched - Length, 0)).Clear();
        int next = Math.Min(MostAtLeastBytes, (int)BitOperations.RoundUpToPowerOf2((uint)Length));
        (_bytes, _atLeast, _touched, Length) = ([], Math.Min(_bytes.Length, next), 0, 0);
        return taken;
    }

    /// <summary>Gives the memory back, wiped: what lies in it may be about people who were withheld.</summary>
    public void Dispose()
    {
        byte[] bytes = _bytes;
        Truncate(0);
        _bytes = [];
        Return(bytes);
        _touched = 0;
    }

    private void Grow(int moreBytes)
    {
        byte[] larger = BodyMemory.Pool.Rent(Math.Max(Math.Max(_bytes.Length * 2, _atLeast), Length + moreBytes));
        Written.Span.CopyTo(larger);
        _touched = Math.Max(_touched, Length);
        Return(_bytes);
        _bytes = larger;
    }

    private void Return(byte[] bytes)
    {
        if (bytes.Length > 0)
        {
            bytes.AsSpan(0, _touched).Clear();
            BodyMemory.Pool.Return(bytes);
        }
    }
}
