using PdfSharp.Drawing;

namespace ShareGateway.Reports.Rendering;

/// <summary>A kind of text in a PDF.</summary>
/// <param name="Font">Its font.</param>
/// <param name="Colour">Its colour.</param>
/// <param name="Leading">From line to line, in points.</param>
internal sealed record PdfStyle(XFont Font, XBrush Colour, double Leading)
{
    private static readonly XColor Ink = XColor.FromArgb(0x1c, 0x27, 0x33);
    private static readonly XColor Grey = XColor.FromArgb(0x5a, 0x6b, 0x7b);

    public static XColor Accent { get; } = XColor.FromArgb(0x2f, 0x6f, 0x9f);

    public static XColor Line { get; } = XColor.FromArgb(0xd5, 0xdd, 0xe5);

    public static XColor Pale { get; } = XColor.FromArgb(0xf0, 0xf4, 0xf7);

    public static PdfStyle Title { get; } = new(PdfFonts.Of(17, bold: true), new XSolidBrush(Ink), 21);

    public static PdfStyle Heading { get; } = new(PdfFonts.Of(12, bold: true), new XSolidBrush(Ink), 16);

    public static PdfStyle Strong { get; } = new(PdfFonts.Of(9.5, bold: true), new XSolidBrush(Ink), 13);

    public static PdfStyle Body { get; } = new(PdfFonts.Of(9.5), new XSolidBrush(Ink), 13);

    public static PdfStyle Soft { get; } = new(PdfFonts.Of(8.5), new XSolidBrush(Grey), 11.5);

    public static PdfStyle Cell { get; } = new(PdfFonts.Of(8), new XSolidBrush(Ink), 10.5);

    public static PdfStyle CellHeading { get; } = new(PdfFonts.Of(8, bold: true), new XSolidBrush(Ink), 10.5);
}
