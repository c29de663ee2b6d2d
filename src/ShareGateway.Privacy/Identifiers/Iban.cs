using System.Collections.Frozen;

namespace ShareGateway.Privacy.Identifiers;

/// <summary>International bank account numbers (ISO 13616-1): country, two check digits, and the country's own account number.</summary>
internal static class Iban
{
    public const int MaxLength = 34;

    /// <summary>Characters before the country's own account number.</summary>
    public const int HeadLength = 4;

    // Lengths by country, as SWIFT's registry lists them; compared with the structures that python-stdnum's iban.dat has taken from it: all 89 are the same.
    private static readonly FrozenDictionary<int, int> Lengths = (
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 "
        + "GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 "
        + "MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 "
        + "UA29 VA22 VG24 XK20 YE30")
        .Split(' ').ToFrozenDictionary(entry => Country((byte)entry[0], (byte)entry[1]), entry => int.Parse(entry[2..], System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Writes an IBAN as capitals and digits; false when it is none, its length is not its country's, or its check digits are wrong.</summary>
    /// <param name="value">Groups may be parted by spaces or hyphens.</param>
    /// <param name="iban">At least <see cref="CompactText.MaxBytes"/> bytes.</param>
    /// <param name="length">How many characters.</param>
    public static bool TryRead(ReadOnlySpan<byte> value, Span<byte> iban, out int length) =>
        CompactText.TryWrite(value, "-"u8, iban, out length) && IsValid(iban[..length]);

    /// <summary>The two check digits that belong to a country and its account number, from 2 to 98.</summary>
    /// <param name="iban">With anything in the place of its check digits.</param>
    public static int CheckDigits(ReadOnlySpan<byte> iban) =>
        98 - (Remainder(Remainder(Remainder(0, iban[HeadLength..]), iban[..2]), "00"u8));

    private static bool IsValid(ReadOnlySpan<byte> iban) =>
        iban.Length > HeadLength && Lengths.TryGetValue(Country(iban[0], iban[1]), out int length) && length == iban.Length
        && CompactText.AreDigits(iban[2..HeadLength]) && Remainder(Remainder(0, iban[HeadLength..]), iban[..HeadLength]) == 1;

    private static int Country(byte first, byte second) => (first << 8) | second;

    // A letter counts as two digits, A = 10.
    private static int Remainder(int so, ReadOnlySpan<byte> text)
    {
        foreach (byte character in text)
        {
            so = char.IsAsciiDigit((char)character) ? ((so * 10) + (character - '0')) % 97 : ((so * 100) + (character - 'A' + 10)) % 97;
        }

        return so;
    }
}
