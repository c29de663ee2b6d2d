using ShareGateway.Consent;
using ShareGateway.Proxy.Settings;

namespace ShareGateway.Proxy.Consents;

/// <summary>Keeps the consent index up with its store. While it fails, the index ages, and shares that need consent are refused.</summary>
internal sealed partial class ConsentSync(ConsentIndex index, GatewayOptions options, TimeProvider clock, ILogger<ConsentSync> logger)
    : BackgroundService
{
    /// <summary>Follows once before the listeners open, as the index was read before the rehearsal; then as often as set.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await SyncAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.ConsentSync, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await SyncAsync(stoppingToken);
        }
    }

    private async Task SyncAsync(CancellationToken cancellationToken)
    {
        try
        {
            await index.SyncAsync(cancellationToken);
        }
        catch (ConsentUnavailableException exception)
        {
            Log.Behind(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1201, LogLevel.Error, "The consent store cannot be read; the index grows old")]
        public static partial void Behind(ILogger logger, Exception exception);
    }
}
