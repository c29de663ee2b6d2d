namespace ShareGateway.Reports.Rendering;

/// <summary>One value of a report: what programs read, and what people do.</summary>
/// <param name="Raw">For JSON: the same in every language.</param>
/// <param name="Shown">For pages.</param>
/// <param name="IsNumber">True for whole numbers: right-aligned, and numbers to a spreadsheet.</param>
/// <param name="IsTime">True for days and moments, which a spreadsheet sorts by their raw form.</param>
public readonly record struct Cell(string Raw, string Shown, bool IsNumber = false, bool IsTime = false)
{
    /// <summary>For sheets and CSV, where another column holds the rest of what pages show; null otherwise.</summary>
    public string? Alone { get; init; }

    /// <summary>For sheets and CSV.</summary>
    public string Sheet => Alone ?? (IsNumber || IsTime ? Raw : Shown);

    /// <summary>A text that is the same to both.</summary>
    public static implicit operator Cell(string text) => FromString(text);

    /// <summary>A text that is the same to both.</summary>
    public static Cell FromString(string text) => new(text, text);
}
