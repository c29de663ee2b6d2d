namespace ShareGateway.Proxy.Rehearsals;

/// <summary>All that a dress rehearsal leaves on a disk, and the settings that keep it there. Deleted when this is disposed.</summary>
internal sealed class RehearsalFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("sharegateway-rehearsal-").FullName; // its owner's alone

    public RehearsalFolder()
    {
        MadeUpPolicies.Write(Policies, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        File.WriteAllText(KeysFile, Issuer.PublicKeys());
    }

    public MadeUpIssuer Issuer { get; } = new();

    private string Policies => Path.Combine(_path, "policies");

    private string KeysFile => Path.Combine(_path, "issuer-keys.json");

    /// <summary>Makes a gateway one that knows nothing but this folder and one upstream: no setting, file or signal of the real one reaches it.</summary>
    public void Configure(WebApplicationBuilder builder, string upstream)
    {
        builder.Environment.EnvironmentName = "Rehearsal"; // anything but Production, whose key ring asks for a certificate
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Gateway:Name"] = "rehearsal.sharegateway.example",
            ["Gateway:DataDirectory"] = Path.Combine(_path, "gateway"),
            ["Gateway:PoliciesDirectory"] = Policies,
            ["Gateway:DataPlaneUrl"] = "http://127.0.0.1:0",
            ["Gateway:ManagementUrl"] = "http://127.0.0.1:0",
            ["Gateway:AuditMinimumFreeBytes"] = "0",
            ["Gateway:Rehearsal"] = "00:00:00",
            ["Gateway:ConsentSync"] = "00:00:00.100", // as often as may be: in the pace of a real gateway, the runtime would compile what follows
            ["Gateway:PolicyPoll"] = "00:00:00.050",  // consents and policies half a minute behind the start, beside the first answers
            ["Identity:Issuer"] = MadeUpIssuer.Name,
            ["Identity:KeysFile"] = KeysFile,
            [$"ReverseProxy:Clusters:{MadeUpPolicies.Cluster}:Destinations:one:Address"] = upstream,
        });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>(); // a signal meanwhile is for the process, not for the rehearsal
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Issuer.Dispose();
        Directory.Delete(_path, recursive: true);
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
