using System.Globalization;
using System.Text;

namespace ShareGateway.Privacy.Transforms;

/// <summary>The band of a list that holds a number: <c>&lt;18</c>, <c>[18,30)</c>, <c>&gt;=30</c>. A number of 10^18 or more in size fails.</summary>
internal sealed class DeliverBands(FieldType type, int[] bounds) : ValueTransform(type)
{
    private readonly byte[][] _labels =
    [
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"<{bounds[0]}")),
        .. bounds.Zip(bounds.Skip(1)).Select(band => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"[{band.First},{band.Second})"))),
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $">={bounds[^1]}")),
    ];

    private protected override bool TryApplyTo(ReadOnlySpan<byte> value, CellBuffer output)
    {
        if (!JsonNumber.TryRead(value, out var number) || !number.TryFloor(out long floor))
        {
            return false;
        }

        // Bounds are whole, so the floor of the number lies on the same side of each as the number.
        int band = 0;
        while (band < bounds.Length && floor >= bounds[band])
        {
            band++;
        }

        output.Write(CellKind.Text, _labels[band]);
        return true;
    }
}
