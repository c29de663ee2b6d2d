using System.Text;

namespace ShareGateway.Privacy.Transforms;

/// <summary>Writes a masked value piece by piece.</summary>
internal ref struct MaskRuns(Span<byte> room)
{
    private readonly Span<byte> _room = room;

    /// <summary>Stands for a part of any length, so that its length does not show.</summary>
    public static ReadOnlySpan<byte> Hidden => "***"u8;

    /// <summary>How many bytes were written.</summary>
    public int Written { get; private set; }

    /// <summary>Room enough for a value with hidden parts in it.</summary>
    public static int Bound(int lengthBytes) => lengthBytes + (4 * Hidden.Length);

    public void Write(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_room[Written..]);
        Written += bytes.Length;
    }

    public void Write(scoped ReadOnlySpan<char> text) => Written += Encoding.UTF8.GetBytes(text, _room[Written..]);

    /// <summary>Masks characters one by one: their number shows.</summary>
    public void Mask(int count)
    {
        _room.Slice(Written, count).Fill((byte)'*');
        Written += count;
    }
}
