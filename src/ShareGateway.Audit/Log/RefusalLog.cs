using ShareGateway.Audit.Entries;

namespace ShareGateway.Audit.Log;

/// <summary>
/// Stores refusals at a bounded rate. Up to <see cref="PerSecond"/> of them each get their entry at once. What comes beyond that waits for
/// the end of a window of <see cref="Window"/> and is stored as counts: one entry for each way of being refused, without trace ids. Nothing is
/// dropped: a call returns when an entry that counts it is durable, so a flood slows its sender down instead of filling the disk.
/// </summary>
/// <param name="log">The log.</param>
/// <param name="clock">Measures the rate.</param>
public sealed class RefusalLog(AuditLog log, TimeProvider clock)
{
    /// <summary>Refusals a second that get an entry each; as many may come at once.</summary>
    public const int PerSecond = 100;

    private const int MaxWays = 64;

    private readonly Lock _gate = new();
    private double _allowance = PerSecond;
    private long _since = clock.GetTimestamp();
    private Flood? _flood;

    /// <summary>How long the refusals of a flood are gathered before they are stored.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Stores a refusal, or counts it.</summary>
    /// <param name="refusal">One refused request.</param>
    /// <exception cref="AuditUnavailableException">It may not be durable.</exception>
    public Task RecordAsync(RefusalEntry refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        Flood flood;
        bool isNew;
        lock (_gate)
        {
            if (Allows())
            {
                return log.AppendAsync(refusal, CancellationToken.None).AsTask();
            }

            isNew = _flood is null;
            flood = _flood ??= new Flood();
            flood.Count(refusal with { TraceId = "" });
        }

        return isNew ? StoreAsync(flood) : flood.Stored;
    }

    private bool Allows()
    {
        long now = clock.GetTimestamp();
        _allowance = Math.Min(PerSecond, _allowance + (PerSecond * clock.GetElapsedTime(_since, now).TotalSeconds));
        _since = now;
        bool allows = _flood is null && _allowance >= 1;
        _allowance -= allows ? 1 : 0;
        return allows;
    }

    private async Task StoreAsync(Flood flood)
    {
        await Task.Delay(Window, clock);
        List<RefusalEntry> entries;
        lock (_gate)
        {
            entries = flood.Entries();
            _flood = null;
        }

        try
        {
            foreach (var stored in entries.Select(entry => log.AppendAsync(entry, CancellationToken.None)).ToArray())
            {
                await stored;
            }

            flood.Finish();
        }
        catch (AuditUnavailableException exception)
        {
            flood.Fail(exception);
            throw;
        }
    }

    /// <summary>The refusals of one window, counted by all that their entries say. Guarded by the gate.</summary>
    private sealed class Flood
    {
        private readonly Dictionary<RefusalEntry, long> _ways = [];
        private readonly TaskCompletionSource _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Stored => _stored.Task;

        public void Count(RefusalEntry way)
        {
            // Ways are bounded by what the policies know, so more than these are an attack: the reason stays, the names go.
            way = _ways.Count < MaxWays || _ways.ContainsKey(way)
                ? way
                : new RefusalEntry { Reason = way.Reason, PublicReason = way.PublicReason, Status = way.Status, PolicyHash = way.PolicyHash };
            _ways[way] = _ways.GetValueOrDefault(way) + 1;
        }

        public List<RefusalEntry> Entries() => [.. _ways.Select(way => way.Key with { Count = way.Value })];

        public void Finish() => _stored.SetResult();

        public void Fail(AuditUnavailableException exception) => _stored.SetException(new AuditUnavailableException(exception.Message, exception));
    }
}
