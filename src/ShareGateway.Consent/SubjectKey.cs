using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ShareGateway.Consent;

/// <summary>
/// The keyed hash that stands for one person inside the gateway. Raw ids never get past the code that makes it.
/// The default value means "no key": it is never allowed anything and never stored.
/// </summary>
/// <remarks>Shows nothing of itself as text, so that it can stand in a record, a log call or an exception by mistake without harm (I10).</remarks>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SubjectKey
{
    /// <summary>Bytes in a key.</summary>
    public const int Size = 16;

    private readonly ulong _high;
    private readonly ulong _low;

    private SubjectKey(ulong high, ulong low) => (_high, _low) = (high, low);

    /// <summary>True for the default value, and for a key of sixteen zero bytes.</summary>
    public bool IsNone => (_high | _low) == 0;

    /// <summary>Reads a key from its bytes.</summary>
    /// <param name="b16">Exactly 16 bytes of a keyed hash.</param>
    /// <exception cref="ArgumentException">Not 16 bytes.</exception>
    public static SubjectKey FromBytes(ReadOnlySpan<byte> b16)
    {
        if (b16.Length != Size)
        {
            throw new ArgumentException($"expected {Size} bytes, got {b16.Length}", nameof(b16));
        }

        return new SubjectKey(BinaryPrimitives.ReadUInt64BigEndian(b16), BinaryPrimitives.ReadUInt64BigEndian(b16[8..]));
    }

    /// <summary>Writes the key, in the form that <see cref="FromBytes"/> reads.</summary>
    /// <param name="destination">At least 16 bytes; the first 16 are written.</param>
    /// <exception cref="ArgumentOutOfRangeException">The destination is too short.</exception>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _high);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _low);
    }

    /// <summary>The same text for every key.</summary>
    public override string ToString() => "subject key";

    /// <summary>Spreads keys in a table; all bits depend on the bytes, which are a keyed hash already.</summary>
    internal ulong Hash => _low ^ (_high * 0x9E3779B97F4A7C15);

    /// <summary>Where to look in a table. The bytes are a hash already, so a fold is spread enough.</summary>
    public override int GetHashCode() => (int)(Hash ^ (Hash >> 32));
}
