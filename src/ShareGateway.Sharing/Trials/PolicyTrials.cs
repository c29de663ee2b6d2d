using System.Collections.Immutable;
using ShareGateway.Policy;

namespace ShareGateway.Sharing.Trials;

/// <summary>
/// Runs policy tests through the same decision, person gate and rewriter as the proxy, with one published test key and a clock that stands
/// still. Needs no gateway, no network and no secret.
/// </summary>
public static class PolicyTrials
{
    /// <summary>Runs every test of a policy set.</summary>
    /// <param name="directory">The folder from which the set was loaded; edits are tried on a copy of it.</param>
    /// <param name="set">The set.</param>
    /// <param name="cancellationToken">Looked at between cases.</param>
    /// <exception cref="IOException">No room, or no permission, for temporary files.</exception>
    /// <exception cref="Consent.ConsentUnavailableException">The same.</exception>
    public static async Task<TrialReport> RunAsync(string directory, PolicySet set, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentNullException.ThrowIfNull(set);
        var results = ImmutableArray.CreateBuilder<TrialResult>();
        var coverage = new CoverageCount();
        using var keys = new TrialKeys();
        EditTrial? edits = null;
        try
        {
            foreach (var test in set.Tests)
            {
                await RunCasesAsync(set, keys, test, results, coverage, cancellationToken);
                foreach (var edit in test.Edits)
                {
                    edits ??= new EditTrial(directory);
                    results.Add(new TrialResult(test.File, edit.Line, test.Title, edit.Name, edits.Run(edit)));
                }
            }
        }
        finally
        {
            edits?.Dispose();
        }

        return new TrialReport(results.ToImmutable(), coverage.Of(set));
    }

    private static async Task RunCasesAsync(
        PolicySet set, TrialKeys keys, PolicyTest test, ImmutableArray<TrialResult>.Builder results, CoverageCount coverage, CancellationToken cancellationToken)
    {
        using var people = await TrialPeople.OpenAsync(test, keys.ConsentKey(test.Controller), cancellationToken);
        var request = new TrialRequest(set, keys, test, people);
        foreach (var asked in test.Cases)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var answer = await request.RunAsync(asked, cancellationToken);
            var result = new TrialResult(test.File, asked.Line, test.Title, asked.Name, TrialComparison.Of(asked.Expect, answer));
            results.Add(result);
            if (result.Passed)
            {
                coverage.Add(answer);
            }
        }
    }
}
