using System.Globalization;
using System.Text.RegularExpressions;

namespace ShareGateway.Benchmarks.Gateway;

/// <summary>Many small requests, by wrk: closed loop, one thread.</summary>
internal static partial class WrkLoad
{
    /// <summary>Loads one side and counts.</summary>
    /// <exception cref="InvalidOperationException">An answer was not 200, or a connection broke.</exception>
    public static async Task<Sample> RunAsync(Case measured, TimeSpan length, CancellationToken stop)
    {
        measured.Process.ThrowIfGone();
        var before = ProcessCost.Cpu(measured.Process.Id);
        var said = await Tools.RunAsync(Tools.Find("wrk")!, stop, Arguments(measured, length));
        var cpu = ProcessCost.Cpu(measured.Process.Id) - before;
        if (said.Contains("Non-2xx", StringComparison.Ordinal) || said.Contains("Socket errors", StringComparison.Ordinal) || !Requests().IsMatch(said))
        {
            throw new InvalidOperationException($"wrk on {measured.Side}, {measured.Work}:\n{said}");
        }

        var requests = Number(Requests().Match(said));
        return new(measured.Work, measured.Side, Number(Rate().Match(said)), cpu.TotalMicroseconds / requests, Milliseconds(said, "50%"), Milliseconds(said, "99%"));
    }

    private static IEnumerable<string> Arguments(Case measured, TimeSpan length)
    {
        yield return "-t1";
        yield return string.Create(CultureInfo.InvariantCulture, $"-c{(measured.Work == Work.OneOfMany ? BenchmarkOptions.ManyConnections : BenchmarkOptions.Connections)}");
        yield return string.Create(CultureInfo.InvariantCulture, $"-d{Math.Ceiling(length.TotalSeconds)}s");
        yield return "--latency";
        foreach (var header in measured.Headers)
        {
            yield return "-H";
            yield return header;
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{measured.Port}{measured.Path}");
    }

    private static double Milliseconds(string said, string share)
    {
        var found = Latency().Matches(said).First(match => match.Groups["share"].Value == share);
        return Number(found) * found.Groups["unit"].Value switch { "us" => 0.001, "ms" => 1, _ => 1000 };
    }

    private static double Number(Match match) => double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<number>\d+) requests in", RegexOptions.NonBacktracking)]
    private static partial Regex Requests();

    [GeneratedRegex(@"Requests/sec:\s+(?<number>[\d.]+)", RegexOptions.NonBacktracking)]
    private static partial Regex Rate();

    [GeneratedRegex(@"(?<share>\d+%)\s+(?<number>[\d.]+)(?<unit>us|ms|s)", RegexOptions.NonBacktracking)]
    private static partial Regex Latency();
}
