using System.Collections.Immutable;
using ShareGateway.Policy;

namespace ShareGateway.Reports.Rendering;

/// <summary>A finished report, in one language and in no format yet. Equal reports render to equal bytes.</summary>
public sealed record Report
{
    /// <summary>Which report: <c>person</c>, <c>register</c>, ….</summary>
    public required string Kind { get; init; }

    /// <summary>The language of its texts.</summary>
    public required Language Language { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>What it is about and for which time, below the title.</summary>
    public required string Subtitle { get; init; }

    /// <summary>Its parts, from top to bottom.</summary>
    public required ImmutableArray<ReportBlock> Blocks { get; init; }

    /// <summary>Where its figures come from and how to check them; stands at the end of every format.</summary>
    public required FactsBlock Provenance { get; init; }

    /// <summary>How to check the report, in a few sentences.</summary>
    public required ImmutableArray<string> Verification { get; init; }
}
