using System.Buffers.Binary;

namespace ShareGateway.Privacy.Ciphers;

/// <summary>Arithmetic on blocks of 128 bits.</summary>
internal static class Block128
{
    /// <summary>Exclusive or of the first 16 bytes, into the first.</summary>
    public static void Xor(Span<byte> into, ReadOnlySpan<byte> with) =>
        BinaryPrimitives.WriteUInt128BigEndian(into, BinaryPrimitives.ReadUInt128BigEndian(into) ^ BinaryPrimitives.ReadUInt128BigEndian(with));

    /// <summary>Doubling in GF(2^128) with x^128 + x^7 + x^2 + x + 1; its time does not depend on the bits.</summary>
    public static UInt128 Double(UInt128 value) => (value << 1) ^ ((value >> 127) * 0x87);
}
