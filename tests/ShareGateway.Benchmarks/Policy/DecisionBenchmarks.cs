using BenchmarkDotNet.Attributes;
using ShareGateway.Policy;
using ShareGateway.Policy.Loading;

namespace ShareGateway.Benchmarks.Policy;

/// <summary>One decision against a set of 1,000 agreements. The allocation column must show nothing.</summary>
public class DecisionBenchmarks
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private PolicySet? _set;
    private ShareRequest _request;
    private DateTimeOffset _moment;

    /// <summary>The outcomes that differ in their way through the code.</summary>
    [Params("permit", "purpose-not-agreed", "unknown-dataset", "agreement-over")]
    public string Outcome { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        using var folder = new GeneratedPolicies(agreements: 1000, contracts: 200, scopes: 50);
        _set = PolicyLoader.Load(folder.Root).Set ?? throw new InvalidOperationException("the generated folder has findings");
        var plan = _set.Plans[500];
        var asked = new ShareRequest(plan.Recipient.Id, plan.Contract.Dataset, plan.Purpose);
        _request = Outcome switch
        {
            "purpose-not-agreed" => asked with { Purpose = "dpv:Marketing" },
            "unknown-dataset" => asked with { Dataset = "nothing@1" },
            _ => asked,
        };
        _moment = Outcome == "agreement-over" ? Now.AddYears(5) : Now;
    }

    [Benchmark]
    public bool Decide() => Decisions.Decide(_set!, _request, _moment, TimeSpan.FromSeconds(1)).Permits(out _);
}
