using System.Collections.Immutable;
using ShareGateway.Audit.Log;
using ShareGateway.Keys.Storage;
using ShareGateway.Proxy.Policies.Folder;
using ShareGateway.Proxy.Settings;

namespace ShareGateway.Proxy.Policies;

/// <summary>
/// Follows the policy folder. A good edit is checked, recorded, then live for new requests; a bad one leaves the live set as it is and
/// says why, until the folder is good again.
/// </summary>
internal sealed partial class PolicyReload(
    GatewayOptions options, PolicyAdmission admission, PolicyAdoption adoption, PolicySource source, TimeProvider clock, ILogger<PolicyReload> logger)
    : BackgroundService
{
    private const int MostFindingsLogged = 100;

    /// <summary>How often a bad folder is read again though it looks the same: what was wrong may have been the disk.</summary>
    private static readonly TimeSpan ReadBadAgain = TimeSpan.FromSeconds(10);

    private readonly FolderWatch _watch = new(
        () => FolderStamp.Of(options.PoliciesDirectory), () => GitCheckout.IsAtWork(options.PoliciesDirectory), clock);

    private ImmutableArray<string> _told = [];
    private long _refusedAt;
    private bool _toldOverdue;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.PolicyPoll, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync();
            }
            catch (Exception exception) when (exception is KeyUnavailableException or AuditUnavailableException)
            {
                Refuse([exception.Message]);
            }
            catch (Exception exception)
            {
                Refuse([$"the policies cannot be taken over: {exception.GetType().Name}"]);
            }
        }
    }

    private async Task LookAsync()
    {
        if (source.Findings > 0 && clock.GetElapsedTime(_refusedAt) >= ReadBadAgain)
        {
            _watch.Forget();
        }

        var now = _watch.ShouldRead();
        TellOverdue();
        if (!now)
        {
            return;
        }

        var reading = admission.Read();
        if (!_watch.Confirm())
        {
            return;
        }

        if (reading.Set is { } set)
        {
            await TakeOverAsync(set);
            return;
        }

        Refuse(reading.Problems);
    }

    private async Task TakeOverAsync(Policy.PolicySet set)
    {
        var before = source.Current.Set.Hash;
        var wasRefused = source.Findings > 0;
        if (set.Hash == before)
        {
            source.Keep();
        }
        else
        {
            await adoption.RecordAsync(set, before);
            source.GoLive(new(set, clock.GetUtcNow()));
            Log.Live(logger, set.Hash, set.Plans.Length, before);
        }

        _told = [];
        if (wasRefused)
        {
            Log.Good(logger);
        }
    }

    private void Refuse(ImmutableArray<string> problems)
    {
        _refusedAt = clock.GetTimestamp();
        source.Refuse(problems.Length);
        if (problems.SequenceEqual(_told, StringComparer.Ordinal))
        {
            return; // said already; the folder was only read again
        }

        _told = problems;
        Log.Refused(logger, problems.Length, source.Current.Set.Hash);
        foreach (var problem in problems.Take(MostFindingsLogged))
        {
            // A policy file may hold anything; a line break in it must not look like a line of the log.
            Log.Finding(logger, string.Concat(problem.Select(c => char.IsControl(c) ? '?' : c)));
        }
    }

    private void TellOverdue()
    {
        var overdue = _watch.IsOverdue;
        if (overdue && !_toldOverdue)
        {
            Log.Overdue(logger, FolderWatch.Patience.TotalSeconds);
        }

        _toldOverdue = overdue;
    }

    // Findings quote policy files only; these hold no person's data.
    private static partial class Log
    {
        [LoggerMessage(1501, LogLevel.Information, "Policies {PolicyHash} are live with {Agreements} agreements; before: {Previous}")]
        public static partial void Live(ILogger logger, string policyHash, int agreements, string previous);

        [LoggerMessage(1502, LogLevel.Error, "The policy folder has {Findings} findings; policies {PolicyHash} stay live")]
        public static partial void Refused(ILogger logger, int findings, string policyHash);

        [LoggerMessage(1503, LogLevel.Error, "Policy finding: {Finding}")]
        public static partial void Finding(ILogger logger, string finding);

        [LoggerMessage(1504, LogLevel.Information, "The policy folder is good again")]
        public static partial void Good(ILogger logger);

        [LoggerMessage(1505, LogLevel.Warning, "The policy folder has been changing, or locked by git, for more than {Seconds} s; a lock is not waited for any longer")]
        public static partial void Overdue(ILogger logger, double seconds);
    }
}
