using ShareGateway.Policy;
using ShareGateway.Reports.Reading;

namespace ShareGateway.Reports;

/// <summary>What a report is made from.</summary>
public sealed record ReportSource
{
    /// <summary>The log's folder.</summary>
    public required string Log { get; init; }

    /// <summary>The register's folder; what it does not hold yet comes from the log.</summary>
    public required string Register { get; init; }

    /// <summary>The policies that give names, contacts and what was declared.</summary>
    public required PolicySet Policies { get; init; }

    /// <summary>The language of the report.</summary>
    public Language Language { get; init; }

    /// <summary>The days it covers.</summary>
    public ReportPeriod Period { get; init; } = ReportPeriod.All;

    /// <summary>A kept checkpoint of the log as the cut-off; null takes the present one.</summary>
    public string? Checkpoint { get; init; }
}
