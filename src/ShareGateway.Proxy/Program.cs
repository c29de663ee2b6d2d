using ShareGateway.Proxy.Hosting;
using ShareGateway.Proxy.Settings;

try
{
    await using var gateway = await GatewayHost.BuildAsync(args);
    await gateway.RunAsync();
    return 0;
}
catch (GatewayStartException exception)
{
    await Console.Error.WriteLineAsync($"sharegateway: {exception.Message}");
    return 1;
}
catch (IOException exception)
{
    await Console.Error.WriteLineAsync($"sharegateway: {exception.Message}"); // a listener's port is taken
    return 1;
}
