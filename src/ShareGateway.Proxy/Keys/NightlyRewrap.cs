using ShareGateway.Audit.Log;
using ShareGateway.Keys.Custody;
using ShareGateway.Keys.Storage;

namespace ShareGateway.Proxy.Keys;

/// <summary>Once a day, wraps every secret by the ring's newest key: a ring key that nothing is wrapped by any more may be deleted.</summary>
internal sealed partial class NightlyRewrap(KeyCustody custody, TimeProvider clock, ILogger<NightlyRewrap> logger) : BackgroundService
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Day, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
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
