using System.Buffers.Text;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// The band that holds a number, as half-open interval <c>[20,30)</c>: bands begin at multiples of their width from their
/// origin, below it too (-1 lies in <c>[-10,0)</c>). Exact at any number of digits behind the point; a number of 10^18 or more in size fails.
/// </summary>
internal sealed class DeliverBand(FieldType type, int width, int origin) : ValueTransform(type)
{
    /// <summary>The widest band.</summary>
    public const int MaxWidth = 1_000_000_000;

    private const int MaxLength = 2 + 1 + (2 * 20); // brackets, comma, two signed numbers of 19 digits

    private protected override bool TryApplyTo(ReadOnlySpan<byte> value, CellBuffer output)
    {
        if (!JsonNumber.TryRead(value, out var number) || !number.TryFloor(out long floor))
        {
            return false;
        }

        // The width is whole, so the floor of the number lies in the same band as the number.
        long below = (floor - origin) % width;
        long from = floor - (below < 0 ? below + width : below);
        var room = output.Reserve(MaxLength);
        room[0] = (byte)'[';
        Utf8Formatter.TryFormat(from, room[1..], out int length);
        int written = 1 + length;
        room[written++] = (byte)',';
        Utf8Formatter.TryFormat(from + width, room[written..], out length);
        written += length;
        room[written++] = (byte)')';
        output.Commit(CellKind.Text, written);
        return true;
    }
}
