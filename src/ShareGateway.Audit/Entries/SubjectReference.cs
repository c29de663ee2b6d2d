using System.Buffers.Binary;

namespace ShareGateway.Audit.Entries;

/// <summary>
/// Stands for one person in the audit trail: 16 bytes, a keyed hash that only the gateway can make. The references lie in side files
/// that can be erased; entries hold a hiding commitment to them. <c>default</c> stands for nobody and is refused.
/// </summary>
public readonly record struct SubjectReference : IComparable<SubjectReference>
{
    /// <summary>Bytes of a reference.</summary>
    public const int Length = 16;

    private readonly UInt128 _value;

    /// <summary>Takes a reference from its bytes.</summary>
    /// <param name="bytes">16 bytes, not all zero.</param>
    /// <exception cref="ArgumentException">Another length, or all zero.</exception>
    public SubjectReference(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length || !bytes.ContainsAnyExcept((byte)0))
        {
            throw new ArgumentException("expected 16 bytes that are not all zero", nameof(bytes));
        }

        _value = BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>True for <c>default</c>, which no constructor makes.</summary>
    public bool IsNobody => _value == UInt128.Zero;

    /// <summary>Writes the 16 bytes.</summary>
    /// <param name="destination">At least 16 bytes.</param>
    public void CopyTo(Span<byte> destination) => BinaryPrimitives.WriteUInt128BigEndian(destination, _value);

    /// <summary>Orders as the bytes do, read as unsigned from the first to the last.</summary>
    /// <param name="other">The reference to compare with.</param>
    public int CompareTo(SubjectReference other) => _value.CompareTo(other._value);

    /// <summary>The first bits as a number.</summary>
    /// <param name="bits">How many; 1 to 31.</param>
    internal int Head(int bits) => (int)(uint)(_value >> ((8 * Length) - bits));

    /// <summary>A fixed text: a reference is about a person and must not reach a log line by accident.</summary>
    public override string ToString() => "subject";

    /// <summary>Earlier in the byte order.</summary>
    public static bool operator <(SubjectReference left, SubjectReference right) => left.CompareTo(right) < 0;

    /// <summary>Earlier in the byte order, or equal.</summary>
    public static bool operator <=(SubjectReference left, SubjectReference right) => left.CompareTo(right) <= 0;

    /// <summary>Later in the byte order.</summary>
    public static bool operator >(SubjectReference left, SubjectReference right) => left.CompareTo(right) > 0;

    /// <summary>Later in the byte order, or equal.</summary>
    public static bool operator >=(SubjectReference left, SubjectReference right) => left.CompareTo(right) >= 0;
}
