namespace ShareGateway.Reports.Rendering;

/// <summary>Turns a report into the bytes of a file. Equal reports give equal bytes: no clock, no random id, no machine's name goes in.</summary>
public static class ReportRenderer
{
    /// <summary>Renders.</summary>
    /// <param name="report">The report.</param>
    /// <param name="format">The form.</param>
    /// <param name="separator">Between the values of CSV: <c>,</c> or <c>;</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The form is none.</exception>
    public static byte[] Render(Report report, ReportFormat format, char separator = ';')
    {
        ArgumentNullException.ThrowIfNull(report);
        return format switch
        {
            ReportFormat.Html => HtmlPage.Of(report),
            ReportFormat.Pdf => PdfFile.Of(report),
            ReportFormat.Xlsx => XlsxWorkbook.Of(report),
            ReportFormat.Csv => CsvText.Of(report, separator),
            ReportFormat.Json => JsonDocumentText.Of(report),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "expected a form"),
        };
    }
}
