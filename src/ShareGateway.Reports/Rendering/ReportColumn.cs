namespace ShareGateway.Reports.Rendering;

/// <summary>A column of a table.</summary>
/// <param name="Key">Its name for programs: camel case, the same in every language.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Weight">Its share of the width beside the others.</param>
/// <param name="IsOnPages">False for a column that pages leave out, because another one shows its values too.</param>
public sealed record ReportColumn(string Key, string Title, double Weight = 1, bool IsOnPages = true)
{
    /// <summary>Its heading in sheets and CSV, where numbers stand without their unit; the other one unless set.</summary>
    public string SheetTitle { get; init; } = Title;
}
