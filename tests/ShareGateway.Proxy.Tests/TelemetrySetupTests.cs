using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using ShareGateway.Proxy.Telemetry;

namespace ShareGateway.Proxy.Tests;

public sealed class TelemetrySetupTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("http://collector.example:4317", true)]
    public void Spans_are_made_only_where_a_collector_takes_them_and_metrics_always(string? endpoint, bool traced)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)]).Build();
        using var provider = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddGatewayTelemetry(configuration).BuildServiceProvider();

        Assert.Equal(traced, provider.GetService<TracerProvider>() is not null);
        Assert.NotNull(provider.GetService<MeterProvider>());
    }
}
