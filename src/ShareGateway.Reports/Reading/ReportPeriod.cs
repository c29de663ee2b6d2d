using System.Globalization;
using ShareGateway.Reports.Rendering;

namespace ShareGateway.Reports.Reading;

/// <summary>The days that a report covers, UTC, both included; a side that is null is open.</summary>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
public sealed record ReportPeriod(DateOnly? From, DateOnly? Until)
{
    /// <summary>All that the register holds.</summary>
    public static ReportPeriod All { get; } = new(null, null);

    /// <summary>For SQL, on the column <c>time_utc</c>.</summary>
    internal string Condition
    {
        get
        {
            string from = From is { } first ? string.Create(CultureInfo.InvariantCulture, $" and time_utc >= timestamp '{first:yyyy-MM-dd}'") : "";
            return "true" + from + (Until is { } last ? string.Create(CultureInfo.InvariantCulture, $" and time_utc < timestamp '{last.AddDays(1):yyyy-MM-dd}'") : "");
        }
    }

    /// <summary>True for a moment within.</summary>
    public bool Contains(DateTimeOffset moment)
    {
        var day = DateOnly.FromDateTime(moment.UtcDateTime);
        return !(day < From) && !(day > Until);
    }

    internal Cell Told(ReportWords words)
    {
        string from = From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
        string until = Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
        string shown = (From, Until) switch
        {
            (null, null) => words.Say("everything up to the cut-off", "tout jusqu'à l'arrêté"),
            ({ } first, null) => words.Say($"from {words.Day(first).Shown} to the cut-off", $"du {words.Day(first).Shown} à l'arrêté"),
            (null, { } last) => words.Say($"up to {words.Day(last).Shown}", $"jusqu'au {words.Day(last).Shown}"),
            ({ } first, { } last) => words.Say($"{words.Day(first).Shown} to {words.Day(last).Shown}", $"du {words.Day(first).Shown} au {words.Day(last).Shown}"),
        };
        return new Cell($"{from}/{until}", shown);
    }
}
