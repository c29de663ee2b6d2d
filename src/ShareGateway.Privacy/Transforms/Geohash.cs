using System.Buffers.Text;
using System.Collections.Immutable;
using ShareGateway.Privacy.Canonical;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// <c>geohash</c>: a position, written as <c>latitude,longitude</c> in degrees, as the geohash of a cell that holds it: 5 characters are about
/// 4.9 km by 4.9 km.
/// </summary>
internal sealed class Geohash() : TransformDefinition("geohash", DisclosureClass.Generalised, Length)
{
    private static readonly TransformParameter Length = TransformParameter.WholeNumber("length", 1, 8).Unless("5");

    private static readonly ImmutableArray<string> Sizes = ["5,000 km", "1,250 km", "156 km", "39 km", "4.9 km", "1.2 km", "153 m", "38 m"];

    /// <inheritdoc/>
    public override ImmutableArray<FieldType> Types => [FieldType.Text];

    private protected override ImmutableArray<string> Ways => ["", "length=3"];

    /// <inheritdoc/>
    public override bool IsWithin(TransformSpec lower, TransformSpec upper) => Length.NumberIn(lower) <= Length.NumberIn(upper);

    private protected override FieldTransform Build(TransformSpec spec, FieldBinding field) => new Transform(Length.NumberIn(spec));

    private protected override string InFrench(TransformSpec spec) =>
        $"position réduite à une maille d'environ {Sizes[Length.NumberIn(spec) - 1].Replace(",", " ", StringComparison.Ordinal).Replace('.', ',')}";

    private protected override string InEnglish(TransformSpec spec) => $"position reduced to a cell of about {Sizes[Length.NumberIn(spec) - 1]}";

    private sealed class Transform(int length) : ValueTransform(FieldType.Text)
    {
        private static ReadOnlySpan<byte> Alphabet => "0123456789bcdefghjkmnpqrstuvwxyz"u8;

        private protected override bool TryApplyTo(ReadOnlySpan<byte> value, CellBuffer output)
        {
            int comma = value.IndexOf((byte)',');
            if (comma < 0 || !TryDegrees(value[..comma], 90, out double latitude) || !TryDegrees(value[(comma + 1)..], 180, out double longitude))
            {
                return false;
            }

            Write(latitude, longitude, output.Reserve(length)[..length]);
            output.Commit(CellKind.Text, length);
            return true;
        }

        private static bool TryDegrees(ReadOnlySpan<byte> text, double most, out double degrees)
        {
            var trimmed = Utf8Text.Trim(text);
            return Utf8Parser.TryParse(trimmed, out degrees, out int read) && read == trimmed.Length && Math.Abs(degrees) <= most;
        }

        // Each bit halves a range, longitude first; halves of 180 are exact in binary.
        private static void Write(double latitude, double longitude, Span<byte> hash)
        {
            Span<double> from = [-180, -90];
            Span<double> until = [180, 90];
            ReadOnlySpan<double> at = [longitude, latitude];
            int bit = 0;
            foreach (ref byte character in hash)
            {
                int index = 0;
                for (int i = 0; i < 5; i++, bit++)
                {
                    int axis = bit % 2;
                    double middle = (from[axis] + until[axis]) / 2;
                    bool isUpper = at[axis] >= middle;
                    (isUpper ? ref from[axis] : ref until[axis]) = middle;
                    index = (index << 1) | (isUpper ? 1 : 0);
                }

                character = Alphabet[index];
            }
        }
    }
}
