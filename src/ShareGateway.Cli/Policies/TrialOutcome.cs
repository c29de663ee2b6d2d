using System.Globalization;
using ShareGateway.Sharing.Trials;

namespace ShareGateway.Cli.Policies;

/// <summary>A report, and whether it is good enough.</summary>
/// <param name="Report">What came of the tests.</param>
/// <param name="MinCoverage">Least part of the fields that passing cases must have delivered, in percent.</param>
internal sealed record TrialOutcome(TrialReport Report, int MinCoverage)
{
    public int Passed => Report.Results.Count(result => result.Passed);

    public int Failed => Report.Results.Length - Passed;

    public bool IsGood => Report.Passed && Report.Coverage.Percent >= MinCoverage;

    /// <summary>The verdict in one line.</summary>
    public string Verdict
    {
        get
        {
            if (Report.Results.IsEmpty)
            {
                return "no tests found: nothing is proved; a test is a file in a `tests` folder of any scope";
            }

            string counts = string.Create(CultureInfo.InvariantCulture, $"{Passed} passed, {Failed} failed; {Report.Coverage.Delivered} of {Report.Coverage.Fields} fields delivered ({Report.Coverage.Percent} %)");
            return Report.Coverage.Percent < MinCoverage ? string.Create(CultureInfo.InvariantCulture, $"{counts}, fewer than the {MinCoverage} % asked for") : counts;
        }
    }
}
