using System.Collections.Immutable;

namespace ShareGateway.Sharing.Trials;

/// <summary>What came of one case or edit.</summary>
/// <param name="File">The test's file, relative to the policy folder.</param>
/// <param name="Line">Where the case begins, from 1.</param>
/// <param name="Title">The test's title.</param>
/// <param name="Name">The case's name.</param>
/// <param name="Differences">Empty when the case passed.</param>
public sealed record TrialResult(string File, int Line, string Title, string Name, ImmutableArray<TrialDifference> Differences)
{
    /// <summary>True when everything came as expected.</summary>
    public bool Passed => Differences.IsEmpty;
}
