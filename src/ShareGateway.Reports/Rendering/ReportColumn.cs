namespace ShareGateway.Reports.Rendering;

/// <summary>A column of a table.</summary>
/// <param name="Key">Its name for programs: camel case, the same in every language.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Weight">Its share of the width beside the others.</param>
public sealed record ReportColumn(string Key, string Title, double Weight = 1);
