using System.Buffers.Binary;
using CsCheck;
using ShareGateway.Audit.Entries;

namespace ShareGateway.Audit.Tests.Entries;

public sealed class SubjectOrderTests
{
    [Theory]
    [InlineData(ulong.MaxValue)] // keyed hashes: every head
    [InlineData(0x00000000_000000FFUL)] // all of one head
    [InlineData(0xF0000000_00000003UL)] // a few heads, and many twice
    public void References_come_out_in_rising_order_and_none_is_lost(ulong kept) =>
        Gen.ULong.Array[0, 3000].Sample(
            numbers =>
            {
                var references = numbers.Select(number => Reference(number & kept)).ToArray();
                Assert.Equal(references.Order(), SubjectOrder.Sorted(references));
            },
            iter: 60);

    private static SubjectReference Reference(ulong number)
    {
        Span<byte> bytes = stackalloc byte[SubjectReference.Length];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, number);
        bytes[^1] = 1; // nobody is all zero
        return new(bytes);
    }
}
