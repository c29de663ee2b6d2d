namespace ShareGateway.Reports.Rendering;

/// <summary>The forms in which a report can be had.</summary>
public enum ReportFormat
{
    /// <summary>No form.</summary>
    None = 0,

    /// <summary>One HTML page, with nothing outside it.</summary>
    Html = 1,

    /// <summary>PDF, for letters and files.</summary>
    Pdf = 2,

    /// <summary>Excel workbook, a sheet per table.</summary>
    Xlsx = 3,

    /// <summary>Text for spreadsheets.</summary>
    Csv = 4,

    /// <summary>For programs, with the proofs.</summary>
    Json = 5,
}
