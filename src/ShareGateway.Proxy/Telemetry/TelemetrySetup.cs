using System.Diagnostics;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ShareGateway.Proxy.Telemetry;

/// <summary>
/// Traces, metrics and logs. What ASP.NET Core, YARP and the token library would say of a request by themselves holds URLs and token
/// texts, so they speak from warnings upwards only, and spans carry the route in the place of the path. Spans are made only where
/// somebody takes them: without <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> they would cost every request and go nowhere.
/// </summary>
internal static class TelemetrySetup
{
    public static IServiceCollection AddGatewayTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<DistributedContextPropagator, NoPropagation>();
        OpenTelemetry.Sdk.SetDefaultTextMapPropagator(new CompositeTextMapPropagator([]));
        services.AddLogging(logging => logging
            .AddFilter("Microsoft", LogLevel.Warning)
            // Off altogether: else each request opens a log scope with its path, which a caller may have written a person's name into.
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
            .AddFilter("Yarp", LogLevel.Warning)
            .AddFilter("System.Net.Http", LogLevel.Warning));
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("sharegateway"))
            .WithMetrics(metrics => metrics
                .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel") // the package would count routing and more, for each request
                .AddRuntimeInstrumentation()
                .AddMeter(GatewayMetrics.MeterName)
                .AddPrometheusExporter());
        if (HasCollector(configuration))
        {
            telemetry.WithTracing(tracing => tracing
                .AddAspNetCoreInstrumentation(options => options.EnrichWithHttpRequest = HideRequest)
                .AddHttpClientInstrumentation()
                .AddSource("Yarp.ReverseProxy"));
            OpenTelemetry.OpenTelemetryBuilderOtlpExporterExtensions.UseOtlpExporter(telemetry);
        }

        return services;
    }

    /// <summary>True when spans are made at all.</summary>
    public static bool HasCollector(IConfiguration configuration) => !string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);

    private static void HideRequest(Activity activity, HttpRequest request)
    {
        activity.SetTag("url.path", request.HttpContext.GetEndpoint() is RouteEndpoint route ? route.RoutePattern.RawText : "/");
        activity.SetTag("url.query", null);
        activity.SetTag("user_agent.original", null);
    }
}
