using ShareGateway.Demo;
using ShareGateway.Demo.Hosting;
using ShareGateway.Proxy.Settings;
using Spectre.Console;

return await DemoCommand.Build(RunAsync).Parse(args).InvokeAsync();

static async Task<int> RunAsync(DemoOptions options, CancellationToken stop)
{
    try
    {
        await using var site = await DemoSite.StartAsync(options, stop);
        await DemoScreen.SeedAsync(site, stop);
        DemoScreen.Show(site, DemoFile.Write(site));
        await site.WaitAsync(stop);
        AnsiConsole.WriteLine("stopped");
        return 0;
    }
    catch (GatewayStartException exception)
    {
        await Console.Error.WriteLineAsync($"demo: {exception.Message}");
        return 1;
    }
    catch (OperationCanceledException)
    {
        return 0; // Ctrl-C while the consents were being posted
    }
}
