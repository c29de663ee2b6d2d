namespace ShareGateway.Demo;

/// <summary>What the demo is started with.</summary>
/// <param name="Data">Folder for keys, log, consent and tokens.</param>
/// <param name="Policies">Policy folder.</param>
/// <param name="GatewayPort">Partners' listener; 0 takes a free port.</param>
/// <param name="ManagementPort">Management listener; 0 takes a free port.</param>
/// <param name="UpstreamPort">The retailer's internal API; 0 takes a free port.</param>
/// <param name="People">How many people the retailer knows.</param>
public sealed record DemoOptions(string Data, string Policies, int GatewayPort, int ManagementPort, int UpstreamPort, int People);
