using PdfSharp.Drawing;
using PdfSharp.Fonts;

namespace ShareGateway.Reports.Rendering;

/// <summary>Liberation Sans from this assembly (SIL Open Font License 1.1): a report must not look different where other fonts are installed.</summary>
internal sealed class PdfFonts : IFontResolver
{
    private const string Family = "Liberation Sans";
    private static readonly Lock Once = new();

    public static XFont Of(double points, bool bold = false)
    {
        lock (Once)
        {
            GlobalFontSettings.FontResolver ??= new PdfFonts(); // the library takes one, before its first font
        }

        return new XFont(Family, points, bold ? XFontStyleEx.Bold : XFontStyleEx.Regular);
    }

    public byte[] GetFont(string faceName)
    {
        using var stream = typeof(PdfFonts).Assembly.GetManifestResourceStream($"LiberationSans-{faceName}.ttf")
            ?? throw new InvalidOperationException($"the assembly holds no font `{faceName}`");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public FontResolverInfo ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(isBold ? "Bold" : "Regular");
}
