using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ShareGateway.Reports.Register;

/// <summary>One person in one entry of the log.</summary>
/// <param name="High">The first 8 bytes of the subject key, read as a big-endian number, so that numbers sort as the bytes do.</param>
/// <param name="Low">The other 8.</param>
/// <param name="Entry">Index of the entry.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SubjectRow(ulong High, ulong Low, ulong Entry) : IComparable<SubjectRow>
{
    public const int KeyBytes = 16;

    public static SubjectRow Of(ReadOnlySpan<byte> key, ulong entry) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(key), BinaryPrimitives.ReadUInt64BigEndian(key[8..]), entry);

    public byte[] Key()
    {
        byte[] key = new byte[KeyBytes];
        BinaryPrimitives.WriteUInt64BigEndian(key, High);
        BinaryPrimitives.WriteUInt64BigEndian(key.AsSpan(8), Low);
        return key;
    }

    public int CompareTo(SubjectRow other)
    {
        int high = High.CompareTo(other.High);
        int low = high != 0 ? high : Low.CompareTo(other.Low);
        return low != 0 ? low : Entry.CompareTo(other.Entry);
    }

    public static bool operator <(SubjectRow left, SubjectRow right) => left.CompareTo(right) < 0;

    public static bool operator <=(SubjectRow left, SubjectRow right) => left.CompareTo(right) <= 0;

    public static bool operator >(SubjectRow left, SubjectRow right) => left.CompareTo(right) > 0;

    public static bool operator >=(SubjectRow left, SubjectRow right) => left.CompareTo(right) >= 0;
}
