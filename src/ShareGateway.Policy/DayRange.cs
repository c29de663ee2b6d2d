using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ShareGateway.Policy;

/// <summary>Days that follow each other, both ends included, in UTC. No day when the end lies before the beginning.</summary>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DayRange(DateOnly From, DateOnly Until)
{
    /// <summary>Every day of the calendar.</summary>
    public static DayRange Always { get; } = new(DateOnly.MinValue, DateOnly.MaxValue);

    /// <summary>True for a day from the first to the last.</summary>
    public bool Contains(DateOnly day) => From <= day && day <= Until;

    /// <summary>The days that two lists have in common, by their first day.</summary>
    internal static ImmutableArray<DayRange> Common(ImmutableArray<DayRange> one, ImmutableArray<DayRange> other) =>
    [
        .. one.SelectMany(left => other.Select(right => Both(left, right)))
            .Where(range => range.From <= range.Until)
            .Distinct()
            .OrderBy(range => range.From)
            .ThenBy(range => range.Until),
    ];

    private static DayRange Both(DayRange one, DayRange other) =>
        new(one.From > other.From ? one.From : other.From, one.Until < other.Until ? one.Until : other.Until);
}
