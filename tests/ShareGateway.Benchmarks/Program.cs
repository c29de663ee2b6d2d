using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using ShareGateway.Benchmarks.Audit;
using ShareGateway.Benchmarks.Gateway;
using ShareGateway.Benchmarks.Keys;
using ShareGateway.Benchmarks.Policy;
using ShareGateway.Benchmarks.Privacy;
using ShareGateway.Benchmarks.Register;
using ShareGateway.Benchmarks.Rewriter;

switch (args)
{
    case ["policy"]:
        // In this process: a project that the tool would generate and restore knows nothing of this repository's locked packages.
        var config = ManualConfig.Create(DefaultConfig.Instance)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
        BenchmarkRunner.Run([typeof(DecisionBenchmarks), typeof(LoadBenchmarks)], config);
        return 0;
    case ["gateway", .. var rest]:
        return await GatewayBenchmark.RunAsync(rest);
    case ["privacy", .. var rest]:
        return PrivacyBenchmark.Run(rest);
    case ["rewriter", .. var rest]:
        return await RewriterBenchmark.RunAsync(rest);
    case ["audit", .. var rest]:
        return await AuditBenchmark.RunAsync(rest);
    case ["keys", .. var rest]:
        return KeysBenchmark.Run(rest);
    case ["register", .. var rest]:
        return await RegisterBenchmark.RunAsync(rest);
    default:
        await Console.Error.WriteLineAsync("""
            usage: dotnet run -c Release --project tests/ShareGateway.Benchmarks -- WHAT
              audit [--rounds N] [--folder DIR]
              gateway [--quick] [--long] [--rounds N] | hold | first
              keys [--rounds N]
              policy
              privacy [--rounds N]
              rewriter [--rounds N] [--only TEXT] [--json FILE]
            """);
        return 2;
}
