using CsCheck;
using ShareGateway.Privacy.Canonical;

namespace ShareGateway.Privacy.Tests;

/// <summary>Generators that reach the corners: marks, wide characters, digits, addresses, controls, nothing at all.</summary>
internal static class Samples
{
    private static readonly Gen<string> Piece = Gen.OneOf(
        "a", "Z", "0", "7", "42", " ", "-", "@", ".", "\u00e9", "e\u0301", "\u0301", "\u0323", "\u00c5", "\u212b", "\u1e69", "\ud55c", "\u1112\u1161",
        "\u0958", "\u200d", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1eb\U0001f1f7", "\u0130", "\u023a", "\u03a3", "\u05e9", "\r\n", "\0", "\u0085", "maison.example");

    public static readonly Gen<string> Text = Piece.Array[0, 12].Select(string.Concat);

    public static readonly Gen<string> Number = Gen.OneOf(
        Gen.Long.Select(value => value.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Gen.Select(Gen.Int[-999, 999], Gen.Int[0, 9999], (whole, fraction) => $"{whole}.{fraction:0000}"),
        Gen.Select(Gen.Int[-99, 99], Gen.Int[-12, 12], (whole, exponent) => $"{whole}e{exponent}"),
        Gen.OneOf("0", "-0", "0.0", "-0.0", "1e400", "-1e-400", "999999999999999999", "1000000000000000000", "00", "1.", ".5", "NaN", "+1", ""));

    public static readonly Gen<string> DateLike = Gen.OneOf(
        Gen.DateOnly.Select(date => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
        Gen.OneOf("2026-02-29", "2026-00-00", "2026-1-1", "2026-10-31T09:30:00Z", "2016-12-31T23:59:60Z", "2026-10-31T24:00:00Z", ""));

    /// <summary>Values that a field of this form may hold, sound ones and others.</summary>
    public static Gen<string> Of(CanonicalForm form) => Gen.OneOf(Text, Gen.OneOf<string>(form switch
    {
        CanonicalForm.Email => ["Elodie.Nguyen@Maison.example", "a@b.example", "\"odd one\"@x.example", "nobody", "e\u0301lodie@\u00e9t\u00e9.example", "@x", "x@"],
        CanonicalForm.Phone => ["+33 6 12 34 56 78", "0033612345678", "+1-202-555-0123", "06 12 34 56 78", "+999 123 456 789", "112"],
        CanonicalForm.Iban => ["FR14 2004 1010 0505 0001 3M02 606", "de89370400440532013000", "GB29NWBK60161331926819", "FR1420041010050500013M02607", "XX00"],
        CanonicalForm.Card => ["4111111111111111", "3782 822463 10005", "6011-1111-1111-1117", "4111111111111112", "4"],
        CanonicalForm.Nir => ["2 55 08 14 168 025 38", "255082A16802597", "2550814168025", "255081416802539", "9550814168025"],
        CanonicalForm.Ip => ["203.0.113.77", "2001:db8:1:2:3:4:5:6", "::ffff:192.0.2.1", "10.1.2.3", "fe80::1", "1.2.3", "::1%eth0"],
        CanonicalForm.Digits => ["0123456789", "42", "00000000000000000000", "-1", "12345678901234567890123456789012345678901234567890123456789012345678901234567890"],
        _ =>
        [
            "Anne-Marie O'Neil", "75011", "20090", "SW1A 1AA", "94105-1234", "48.8566,2.3522", "https://me:secret@shop.example/cart/7?user=me#top",
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "write to me at anne@mail.example or 06 12 34 56 78",
        ],
    }));
}
