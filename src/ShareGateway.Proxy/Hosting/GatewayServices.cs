using ShareGateway.Audit.Log;
using ShareGateway.Audit.Witnessing;
using ShareGateway.Proxy.Consents;
using ShareGateway.Proxy.Custody;
using ShareGateway.Proxy.Edge;
using ShareGateway.Proxy.Health;
using ShareGateway.Proxy.Identity;
using ShareGateway.Proxy.Keys;
using ShareGateway.Proxy.People;
using ShareGateway.Proxy.Policies;
using ShareGateway.Proxy.Proofs;
using ShareGateway.Proxy.Refusals;
using ShareGateway.Proxy.Rehearsals;
using ShareGateway.Proxy.Reidentifications;
using ShareGateway.Proxy.Settings;
using ShareGateway.Proxy.Shares;
using ShareGateway.Proxy.Telemetry;
using ShareGateway.Proxy.Witnesses;
using ShareGateway.Sharing;
using Yarp.ReverseProxy.Configuration;

namespace ShareGateway.Proxy.Hosting;

/// <summary>The gateway's services and its pipeline, in the order in which a request meets them.</summary>
internal static class GatewayServices
{
    private const string Clusters = "ReverseProxy";

    public static IServiceCollection AddGateway(
        this IServiceCollection services, IConfiguration configuration, GatewayOptions options, IdentityOptions identity,
        GatewayResources resources, TimeProvider clock, IHostEnvironment environment)
    {
        KeyRing.Configure(services.AddDataProtection(), options, environment);
        services.AddSingleton(clock);
        services.AddSingleton(options);
        services.AddSingleton(_ => resources); // by factory, so that the container closes it when the host stops
        services.AddSingleton(resources.Policies).AddSingleton(resources.Admission).AddSingleton(resources.Adoption).AddSingleton(resources.Quota);
        services.AddSingleton(resources.Log).AddSingleton(resources.Keys).AddSingleton(_ => resources.Custody).AddSingleton(resources.ConsentStore).AddSingleton(resources.Consents);
        services.AddSingleton(new ProgramBinder(resources.Keys, clock));
        services.AddSingleton<PageTokens>().AddSingleton<RefusalWriter>().AddSingleton<Rehearsal>();
        services.AddSingleton<ShareStage>().AddSingleton<ShareRelay>().AddSingleton<GatewayMetrics>().AddSingleton<FieldDrift>();
        services.AddSingleton<ConsentEventReader>().AddSingleton<ConsentEventsEndpoint>().AddSingleton<SubjectKeysEndpoint>().AddSingleton<KeysEndpoint>();
        services.AddSingleton<TranslationsEndpoint>().AddSingleton<TranslationQuota>();
        services.AddSingleton(resources.Reidentifications).AddSingleton(new Capabilities(resources.Protection, clock));
        services.AddSingleton<StandInSearch>().AddSingleton<ReidentificationsEndpoint>();
        services.AddSingleton(resources.LogKey).AddSingleton(new WitnessStates(options)).AddSingleton<RefusalLog>().AddSingleton<WitnessedCheckpoint>();
        services.AddSingleton<DisclosureProofEndpoint>().AddHostedService<WitnessFeed>();
        services.AddHttpClient(WitnessFeed.ClientName, client => client.Timeout = TimeSpan.FromSeconds(10));
        services.AddHostedService<ConsentSync>().AddHostedService<PolicyReload>().AddHostedService<KeyUpkeep>().AddHostedService<FirstCaller>();
        services.AddRecipientAuthentication(identity);
        services.AddGatewayTelemetry(configuration);
        services.AddReverseProxy()
            .LoadFromConfig(configuration.GetSection(Clusters))
            .LoadFromMemory(Routes(configuration), [])
            .ConfigureHttpClient((_, handler) =>
            {
                handler.ActivityHeadersPropagator = TelemetrySetup.HasCollector(configuration) ? new NoPropagation() : null;
                handler.ConnectCallback = UpstreamConnection.ConnectAsync;
            })
            .AddTransforms(ShareForwarding.Configure);
        return services;
    }

    public static void UseGateway(this WebApplication app)
    {
        var resources = app.Services.GetRequiredService<GatewayResources>();
        _ = app.Services.GetRequiredService<GatewayMetrics>(); // its gauges are there before the first request
        app.UseFaultGuard();
        app.UsePolicyPin(resources.Policies);
        app.UseEdgeGuard(context => PlaneGuard.PlaneOf(context) == Plane.Management || context.Request.Path == TranslationsEndpoint.Path);
        app.UseRouting();
        app.UsePlaneGuard();
        app.UseRecalledCallers();
        app.UseAuthentication();
        app.UseAuthorization();
        MapData(app);
        MapManagement(app);
    }

    private static void MapData(WebApplication app)
    {
        var mark = new PlaneMark(Plane.Data);
        var stage = app.Services.GetRequiredService<ShareStage>();
        app.MapGet("/v1/datasets", DatasetsEndpoint.ListAsync).RequireAuthorization(RecipientAuthentication.DataScheme).WithMetadata(mark);
        app.MapPost(TranslationsEndpoint.Path, context => context.RequestServices.GetRequiredService<TranslationsEndpoint>().PostAsync(context))
            .RequireAuthorization(RecipientAuthentication.DataScheme).WithMetadata(mark);
        app.MapGet("/v1/disclosures/{id}/proof", context => context.RequestServices.GetRequiredService<DisclosureProofEndpoint>().GetAsync(context))
            .RequireAuthorization(RecipientAuthentication.DataScheme).WithMetadata(mark);
        app.MapReverseProxy(pipeline =>
        {
            pipeline.Use((context, next) => stage.InvokeAsync(context, next));
            pipeline.UseLoadBalancing();
            pipeline.UsePassiveHealthChecks();
        }).RequireAuthorization(RecipientAuthentication.DataScheme).WithMetadata(mark);
    }

    private static void MapManagement(WebApplication app)
    {
        var management = app.MapGroup("").WithMetadata(new PlaneMark(Plane.Management));
        management.MapPost("/v1/consent-events", context => context.RequestServices.GetRequiredService<ConsentEventsEndpoint>().PostAsync(context))
            .RequireAuthorization(RecipientAuthentication.ConsentWriter);
        management.MapPost("/v1/subject-keys", context => context.RequestServices.GetRequiredService<SubjectKeysEndpoint>().AskAsync(context))
            .RequireAuthorization(RecipientAuthentication.Dpo);
        management.MapPost("/v1/register-erasures", context => context.RequestServices.GetRequiredService<SubjectKeysEndpoint>().NoteErasureAsync(context))
            .RequireAuthorization(RecipientAuthentication.Dpo);
        management.MapPost("/v1/log-prunings", context => context.RequestServices.GetRequiredService<SubjectKeysEndpoint>().AnnouncePruningAsync(context))
            .RequireAuthorization(RecipientAuthentication.Dpo);
        management.MapGet("/v1/keys", context => context.RequestServices.GetRequiredService<KeysEndpoint>().ListAsync(context))
            .RequireAuthorization(RecipientAuthentication.AnyStaff);
        management.MapPost("/v1/keys/orders", context => context.RequestServices.GetRequiredService<KeysEndpoint>().OrderAsync(context))
            .RequireAuthorization(RecipientAuthentication.Operator);
        MapReidentifications(management);
        var monitoring = management.MapGroup("").AllowAnonymous();
        monitoring.MapHealth();
        monitoring.MapLog();
        monitoring.MapPrometheusScrapingEndpoint("/metrics");
    }

    private static void MapReidentifications(RouteGroupBuilder management)
    {
        var four = management.MapGroup("/v1/reidentifications").RequireAuthorization(RecipientAuthentication.Dpo);
        four.MapPost("", context => EndpointOf(context).RequestAsync(context));
        four.MapGet("/{id}", context => EndpointOf(context).ShowAsync(context));
        four.MapPost("/{id}/approval", context => EndpointOf(context).ApproveAsync(context));
        four.MapPost("/{id}/result", context => EndpointOf(context).ResolveAsync(context));

        static ReidentificationsEndpoint EndpointOf(HttpContext context) => context.RequestServices.GetRequiredService<ReidentificationsEndpoint>();
    }

    private static RouteConfig[] Routes(IConfiguration configuration)
    {
        var cluster = configuration.GetSection($"{Clusters}:Clusters").GetChildren().FirstOrDefault()?.Key
            ?? throw new GatewayStartException("section `ReverseProxy:Clusters` names no cluster: contracts could reach no dataset");
        return [ShareForwarding.Route(cluster)];
    }
}
