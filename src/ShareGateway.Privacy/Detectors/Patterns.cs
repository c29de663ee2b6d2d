using System.Text.RegularExpressions;

namespace ShareGateway.Privacy.Detectors;

/// <summary>What looks like an identifier. Linear in the text's length; what a pattern finds is checked further.</summary>
internal static partial class Patterns
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~\-]{1,64}@[\p{L}\p{N}\-]{1,63}(\.[\p{L}\p{N}\-]{1,63}){1,8}", Options)]
    public static partial Regex Email();

    [GeneratedRegex(@"[A-Za-z][A-Za-z0-9+.\-]{1,15}://[^\s/?#@]{1,256}@", Options)]
    public static partial Regex UrlUser();

    [GeneratedRegex(@"\b\d{1,3}(\.\d{1,3}){3}\b|[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f]{0,4}){2,7}(\.\d{1,3}){0,3}", Options)]
    public static partial Regex Ip();

    // The head only: how long it is, its country tells.
    [GeneratedRegex(@"\b[A-Za-z]{2}\d{2}[ \u00A0\-]?[0-9A-Za-z]{4}", Options)]
    public static partial Regex Iban();

    [GeneratedRegex(@"\b(\d[ \u00A0\-]?){11,18}\d\b", Options)]
    public static partial Regex Card();

    [GeneratedRegex(@"\b[1-478][ .\u00A0\-]?\d{2}[ .\u00A0\-]?\d{2}[ .\u00A0\-]?(\d{2}|2[ABab])[ .\u00A0\-]?\d{3}[ .\u00A0\-]?\d{3}[ .\u00A0\-]?\d{2}\b", Options)]
    public static partial Regex Nir();

    [GeneratedRegex(@"\b\d{3}[ .\u00A0]?\d{3}[ .\u00A0]?\d{3}[ .\u00A0]?\d{5}\b", Options)]
    public static partial Regex Siret();

    [GeneratedRegex(@"\b\d{3}[ .\u00A0]?\d{3}[ .\u00A0]?\d{3}\b", Options)]
    public static partial Regex Siren();

    [GeneratedRegex(@"\b[0-3]\d[ .\u00A0]?\d{2}[ .\u00A0]?\d{3}[ .\u00A0]?\d{3}[ .\u00A0]?\d{3}\b", Options)]
    public static partial Regex Spi();

    // ISO 9362. It has no check, and eight capitals are many things: only behind a word that says so.
    [GeneratedRegex(@"\b(BIC|SWIFT|[Bb]ic|[Ss]wift)([ /\-]?(BIC|SWIFT|[Cc]ode))?[ :\u00A0]{1,3}[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?\b", Options)]
    public static partial Regex Bic();

    [GeneratedRegex(@"\b([0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}\b|\b([0-9A-Fa-f]{2}-){5}[0-9A-Fa-f]{2}\b|\b([0-9A-Fa-f]{4}\.){2}[0-9A-Fa-f]{4}\b", Options)]
    public static partial Regex Mac();

    [GeneratedRegex(@"\b(BE|DE|FR|IT|LU)[ .\u00A0]?\d([ .\u00A0]?\d){7,10}\b", Options)]
    public static partial Regex Vat();

    [GeneratedRegex(@"(\+|\b00|\(|\b)\d([ .\-/()\u00A0\u202F]{0,2}\d){5,14}\b", Options)]
    public static partial Regex Phone();
}
