using System.Collections.Immutable;

namespace ShareGateway.Reports.Rendering;

/// <summary>A part of a report, from top to bottom.</summary>
public abstract record ReportBlock;

/// <summary>A heading.</summary>
/// <param name="Text">Its text.</param>
public sealed record HeadingBlock(string Text) : ReportBlock;

/// <summary>A paragraph of running text.</summary>
/// <param name="Text">Its text.</param>
/// <param name="IsNote">True for small print.</param>
public sealed record TextBlock(string Text, bool IsNote = false) : ReportBlock;

/// <summary>Names with values.</summary>
/// <param name="Key">Name for programs.</param>
/// <param name="Facts">The key for programs, the label and the value of each.</param>
public sealed record FactsBlock(string Key, ImmutableArray<(string Key, string Label, Cell Value)> Facts) : ReportBlock
{
    /// <summary>True for facts that a table holds for the other formats.</summary>
    public bool IsForPagesOnly { get; init; }
}

/// <summary>A table.</summary>
/// <param name="Key">Name for programs.</param>
/// <param name="Title">What it shows; also the name of its sheet.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows, as many cells each as there are columns.</param>
/// <param name="WhenEmpty">What stands in its place on a page when it has no row.</param>
public sealed record TableBlock(
    string Key, string Title, ImmutableArray<ReportColumn> Columns, ImmutableArray<ImmutableArray<Cell>> Rows, string WhenEmpty) : ReportBlock
{
    /// <summary>False for a table that pages leave to the other formats, because it is long.</summary>
    public bool IsOnPages { get; init; } = true;

    /// <summary>The table as pages show it.</summary>
    internal TableBlock OnPages() => Columns.All(column => column.IsOnPages) ? this : this with
    {
        Columns = [.. Columns.Where(column => column.IsOnPages)],
        Rows = [.. Rows.Select(row => row.Where((_, i) => Columns[i].IsOnPages).ToImmutableArray())],
    };
}

/// <summary>A chart of bars; its numbers stand in a table as well.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Bars">Label and length of each.</param>
public sealed record BarsBlock(string Title, ImmutableArray<(string Label, long Value)> Bars) : ReportBlock;

/// <summary>A new page in print.</summary>
public sealed record PageBreakBlock : ReportBlock;

/// <summary>Data for programs only, already as JSON: proofs.</summary>
/// <param name="Key">Name for programs.</param>
/// <param name="Json">A whole JSON value.</param>
public sealed record DataBlock(string Key, string Json) : ReportBlock;
