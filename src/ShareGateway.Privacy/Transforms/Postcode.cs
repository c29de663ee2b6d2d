using System.Collections.Immutable;
using ShareGateway.Privacy.Identifiers;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// <c>postcode</c>: the part of a postcode that names an area. France: the department (2A and 2B in Corsica, three digits overseas). United
/// Kingdom: the outward code. United States: the first three digits, or <c>000</c> where fewer than 20,000 people live under them.
/// </summary>
internal sealed class Postcode() : TransformDefinition("postcode", DisclosureClass.Generalised, Of)
{
    private static readonly TransformParameter Of = TransformParameter.OneOf("of", "FR", "GB", "US").Unless("FR");

    // The 17 areas that HHS's guidance on de-identification (2012) lists, from the census of 2000; it asks to follow later counts.
    private static readonly HashSet<int> FewPeople = [36, 59, 63, 102, 203, 556, 692, 790, 821, 823, 830, 831, 878, 879, 884, 890, 893];

    /// <inheritdoc/>
    public override ImmutableArray<FieldType> Types => [FieldType.Text];

    private protected override ImmutableArray<string> Ways => ["", "of=GB", "of=US"];

    private protected override FieldTransform Build(TransformSpec spec, FieldBinding field) => new Transform(Of.TextIn(spec));

    private protected override string InFrench(TransformSpec spec) => Of.TextIn(spec) switch
    {
        "FR" => "réduit au département",
        "GB" => "réduit au district postal (Royaume-Uni)",
        _ => "réduit aux 3 premiers chiffres (États-Unis)",
    };

    private protected override string InEnglish(TransformSpec spec) => Of.TextIn(spec) switch
    {
        "FR" => "reduced to the department",
        "GB" => "reduced to the postal district (United Kingdom)",
        _ => "reduced to the first 3 digits (United States)",
    };

    private sealed class Transform(string country) : ValueTransform(FieldType.Text)
    {
        private protected override bool TryApplyTo(ReadOnlySpan<byte> value, CellBuffer output)
        {
            Span<byte> code = stackalloc byte[CompactText.MaxBytes];
            if (!CompactText.TryWrite(value, "-"u8, code, out int length))
            {
                return false;
            }

            var area = country switch
            {
                "FR" => Department(code[..length]),
                "GB" => OutwardCode(code[..length]),
                _ => ZipArea(code[..length]),
            };
            if (area.IsEmpty)
            {
                return false;
            }

            output.Write(CellKind.Text, area);
            return true;
        }

        // Up to 20199 is Corse-du-Sud, 20200 to 20620 Haute-Corse; 97 and 98 are overseas. A postcode is its post office's: some twenty
        // communes on a border, Saint-Martin (97150) and Saint-Barthélemy (97133) have that of another department.
        private static ReadOnlySpan<byte> Department(ReadOnlySpan<byte> code)
        {
            if (code.Length != 5 || !CompactText.AreDigits(code) || code.StartsWith("00"u8))
            {
                return [];
            }

            return code switch
            {
                [(byte)'2', (byte)'0', (byte)'0' or (byte)'1', ..] => "2A"u8,
                [(byte)'2', (byte)'0', ..] => "2B"u8,
                [(byte)'9', (byte)'7' or (byte)'8', ..] => code[..3],
                _ => code[..2],
            };
        }

        // The inward code is always a digit and two letters.
        private static ReadOnlySpan<byte> OutwardCode(ReadOnlySpan<byte> code) =>
            code.Length is >= 5 and <= 7 && char.IsAsciiLetter((char)code[0]) && char.IsAsciiDigit((char)code[^3]) && char.IsAsciiLetter((char)code[^2]) && char.IsAsciiLetter((char)code[^1])
                ? code[..^3]
                : [];

        private static ReadOnlySpan<byte> ZipArea(ReadOnlySpan<byte> code)
        {
            if (code.Length is not (5 or 9) || !CompactText.AreDigits(code))
            {
                return [];
            }

            int area = ((code[0] - '0') * 100) + ((code[1] - '0') * 10) + (code[2] - '0');
            return FewPeople.Contains(area) ? "000"u8 : code[..3];
        }
    }
}
