using CsCheck;

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
}
