using BenchmarkDotNet.Attributes;
using ShareGateway.Policy.Loading;

namespace ShareGateway.Benchmarks.Policy;

/// <summary>Reading, checking and compiling a policy folder of 1,000 agreements, 200 contracts and 50 scopes; under 1 s on two cores.</summary>
public class LoadBenchmarks : IDisposable
{
    private readonly GeneratedPolicies _folder = new(agreements: 1000, contracts: 200, scopes: 50);

    [Benchmark]
    public PolicyLoad Load() => PolicyLoader.Load(_folder.Root) is { Set: not null } load
        ? load
        : throw new InvalidOperationException("the generated folder has findings");

    [GlobalCleanup]
    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
