using System.Collections.Immutable;

namespace ShareGateway.Sharing.Trials;

/// <summary>What came of all policy tests of a folder.</summary>
/// <param name="Results">One for each case and edit: by file, cases before edits, in the order of the file.</param>
/// <param name="Coverage">What the passing cases have shown.</param>
public sealed record TrialReport(ImmutableArray<TrialResult> Results, TrialCoverage Coverage)
{
    /// <summary>True when there is a case and every case passed. Without one, nothing is proved.</summary>
    public bool Passed => Results.Length > 0 && Results.All(result => result.Passed);
}
