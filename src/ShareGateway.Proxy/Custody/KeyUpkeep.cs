using ShareGateway.Audit.Log;
using ShareGateway.Keys.Custody;
using ShareGateway.Keys.Storage;
using ShareGateway.Proxy.Keys;

namespace ShareGateway.Proxy.Custody;

/// <summary>
/// Once a day, wraps every secret by the ring's newest key, so that a ring key that nothing is wrapped by any more may be deleted; and stops making
/// pseudonyms twice when an overlap has ended.
/// </summary>
internal sealed partial class KeyUpkeep(KeyCustody custody, GatewayKeys keys, TimeProvider clock, ILogger<KeyUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Day, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            keys.EndOverlaps();
            try
            {
                await custody.RewrapAsync("gateway");
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or KeyUnavailableException or AuditUnavailableException)
            {
                Log.Failed(logger, exception);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1701, LogLevel.Error, "Secrets could not all be wrapped again; they stay as they are")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
