using System.Buffers.Binary;

namespace ShareGateway.Privacy.Transforms;

/// <summary>RFC 9562, section 5.8: a UUID whose 122 free bits are ours.</summary>
internal static class Uuid8
{
    public const int TextLength = 36;

    private static readonly UInt128 Fixed = ((UInt128)0xF000 << 64) | ((UInt128)0b11 << 62); // version and variant

    private static readonly UInt128 Marks = ((UInt128)0x8000 << 64) | ((UInt128)0b10 << 62);

    /// <summary>Writes the lower-case text.</summary>
    /// <param name="bits">Six of them give way to version and variant.</param>
    /// <param name="text">At least 36 bytes.</param>
    /// <returns>36.</returns>
    public static int Write(UInt128 bits, Span<byte> text)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, (bits & ~Fixed) | Marks);
        new Guid(bytes, bigEndian: true).TryFormat(text, out int written);
        return written;
    }
}
