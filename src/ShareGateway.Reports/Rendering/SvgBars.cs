using System.Globalization;
using System.Text;

namespace ShareGateway.Reports.Rendering;

/// <summary>A chart of bars as SVG inside the page. The table beside it holds the same numbers for those who do not see it.</summary>
internal static class SvgBars
{
    private const int Width = 720;
    private const int RowHeight = 24;
    private const int LabelWidth = 250;
    private const int ValueWidth = 90;
    private const int LongestLabel = 40;

    public static string Of(BarsBlock block, Func<string, string> encode)
    {
        if (block.Bars.IsEmpty)
        {
            return "";
        }

        long most = Math.Max(1, block.Bars.Max(bar => bar.Value));
        int height = block.Bars.Length * RowHeight;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<figure><figcaption>{encode(block.Title)}</figcaption>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"{encode(block.Title)}\">\n");
        for (int i = 0; i < block.Bars.Length; i++)
        {
            var (label, value) = block.Bars[i];
            double length = (Width - LabelWidth - ValueWidth) * (double)value / most;
            int top = i * RowHeight;
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{LabelWidth - 8}\" y=\"{top + 16}\" text-anchor=\"end\" fill=\"#1c2733\">{encode(Short(label))}</text>");
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{LabelWidth}\" y=\"{top + 4}\" width=\"{length:0.#}\" height=\"{RowHeight - 8}\" rx=\"2\" fill=\"#2f6f9f\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{LabelWidth + length + 6:0.#}\" y=\"{top + 16}\" fill=\"#5a6b7b\">{value:#,0}</text>\n");
        }

        return svg.Append("</svg></figure>\n").ToString().Replace(",", "\u00A0", StringComparison.Ordinal);
    }

    public static string Short(string label) => label.Length <= LongestLabel ? label : label[..(LongestLabel - 1)] + "…";
}
