using System.Globalization;
using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace ShareGateway.Reports.Rendering;

/// <summary>Puts text, rows and bars on A4 pages from top to bottom, and begins a new page where there is no room.</summary>
internal sealed class PdfFlow
{
    /// <summary>Between the edge of a cell and its text, in points.</summary>
    public const double Gap = 3;

    private const double Margin = 50; // points, 1/72 inch
    private const double Bottom = 56;
    private const int MostLinesTogether = 6;
    private const double BarLabel = 0.36;
    private const double BarValue = 60;

    private readonly PdfDocument _document;
    private XGraphics _page = null!;
    private double _width;
    private double _height;
    private double _top;

    public PdfFlow(PdfDocument document)
    {
        _document = document;
        AddPage();
    }

    /// <summary>Of the text on a page, in points.</summary>
    public double Width => _width;

    /// <summary>Draws what stands at the top of the next pages of a table; null outside tables.</summary>
    public Action? RepeatOnNewPage { get; set; }

    public void NewPage()
    {
        if (_top > Margin)
        {
            AddPage();
        }
    }

    /// <summary>The width of a text on one line, in points.</summary>
    public double Measure(string text, PdfStyle style) => _page.MeasureString(text, style.Font).Width;

    public void Space(double points) => _top += points;

    /// <summary>Begins a new page unless this much room is left.</summary>
    public void KeepTogether(double points)
    {
        if (_top + points > _height - Bottom)
        {
            AddPage();
            RepeatOnNewPage?.Invoke();
        }
    }

    public void Heading(string text)
    {
        Space(12);
        KeepTogether(70);
        Paragraph(text, PdfStyle.Heading);
    }

    public void Paragraph(string text, PdfStyle style)
    {
        var lines = TextLines.Of(text, _width, part => _page.MeasureString(part, style.Font).Width);
        KeepTogether(Math.Min(lines.Count, MostLinesTogether) * style.Leading);
        foreach (string line in lines)
        {
            KeepTogether(style.Leading);
            _page.DrawString(line, style.Font, style.Colour, new XPoint(Margin, _top + style.Leading - 3));
            _top += style.Leading;
        }

        Space(4);
    }

    public void Rule(XColor colour, double width)
    {
        _page.DrawLine(new XPen(colour, width), Margin, _top + 2, Margin + _width, _top + 2);
        Space(12);
    }

    /// <summary>Cells side by side, each wrapped to its share of the width. A row is not parted unless it is longer than a page.</summary>
    public void Row(IReadOnlyList<(string Text, double Share, PdfStyle Style, bool IsRight)> cells, double padding, XColor? fill = null, bool line = false)
    {
        var lines = cells.Select(cell => TextLines.Of(cell.Text, (cell.Share * _width) - (2 * Gap), part => _page.MeasureString(part, cell.Style.Font).Width)).ToArray();
        double height = cells.Select((cell, i) => lines[i].Count * cell.Style.Leading).Max() + (2 * padding);
        KeepTogether(Math.Min(height, _height - Bottom - Margin - 60));
        if (fill is { } colour)
        {
            _page.DrawRectangle(new XSolidBrush(colour), Margin, _top, _width, height);
        }

        double left = Margin;
        for (int i = 0; i < cells.Count; i++)
        {
            DrawCell(cells[i], lines[i], left + Gap, (cells[i].Share * _width) - (2 * Gap), padding);
            left += cells[i].Share * _width;
        }

        _top += height;
        if (line)
        {
            _page.DrawLine(new XPen(PdfStyle.Line, 0.6), Margin, _top, Margin + _width, _top);
        }
    }

    public void Bar(string label, double share, string value)
    {
        KeepTogether(16);
        double labelWidth = BarLabel * _width;
        double length = Math.Max(0.5, (_width - labelWidth - BarValue) * share);
        _page.DrawString(label, PdfStyle.Cell.Font, PdfStyle.Cell.Colour, new XRect(Margin, _top, labelWidth - 6, 14), XStringFormats.CenterRight);
        _page.DrawRectangle(new XSolidBrush(PdfStyle.Accent), Margin + labelWidth, _top + 2, length, 10);
        _page.DrawString(value, PdfStyle.Cell.Font, PdfStyle.Soft.Colour, new XRect(Margin + labelWidth + length + 5, _top, BarValue, 14), XStringFormats.CenterLeft);
        _top += 15;
    }

    /// <summary>Numbers the pages.</summary>
    public void Finish(string title)
    {
        _page.Dispose();
        for (int i = 0; i < _document.PageCount; i++)
        {
            using var page = XGraphics.FromPdfPage(_document.Pages[i], XGraphicsPdfPageOptions.Append);
            var foot = new XRect(Margin, _height - 40, _width, 12);
            page.DrawString(SvgBars.Short(title), PdfStyle.Soft.Font, PdfStyle.Soft.Colour, foot, XStringFormats.CenterLeft);
            page.DrawString(string.Create(CultureInfo.InvariantCulture, $"{i + 1} / {_document.PageCount}"), PdfStyle.Soft.Font, PdfStyle.Soft.Colour, foot, XStringFormats.CenterRight);
        }
    }

    private void DrawCell((string Text, double Share, PdfStyle Style, bool IsRight) cell, IReadOnlyList<string> lines, double left, double width, double padding)
    {
        double top = _top + padding;
        foreach (string line in lines)
        {
            if (top + cell.Style.Leading > _height - 20)
            {
                break; // a cell longer than a page; the other formats hold it whole
            }

            var place = new XRect(left, top, width, cell.Style.Leading);
            _page.DrawString(line, cell.Style.Font, cell.Style.Colour, place, cell.IsRight ? XStringFormats.CenterRight : XStringFormats.CenterLeft);
            top += cell.Style.Leading;
        }
    }

    private void AddPage()
    {
        _page?.Dispose();
        var page = _document.AddPage();
        page.Size = PageSize.A4;
        _page = XGraphics.FromPdfPage(page);
        (_width, _height) = (page.Width.Point - (2 * Margin), page.Height.Point);
        _top = Margin;
    }
}
