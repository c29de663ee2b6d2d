namespace ShareGateway.Proxy.Shares;

/// <summary>
/// Rows delivered per agreement and day (UTC), counted before they leave. Rebuilt from the audit log at start, so a restart opens no
/// new day. Safe for several threads.
/// </summary>
internal sealed class RowQuota
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (DateOnly Day, long Rows)> _used = new(StringComparer.Ordinal);

    /// <summary>True when rows are left today.</summary>
    public bool HasRoom(string agreementId, long rowsPerDay, DateOnly day)
    {
        lock (_gate)
        {
            return Used(agreementId, day) < rowsPerDay;
        }
    }

    /// <summary>Takes rows from the day's quota; takes none when they do not all fit.</summary>
    public bool TryTake(string agreementId, long rows, long rowsPerDay, DateOnly day)
    {
        lock (_gate)
        {
            // Around midnight a thread may come with yesterday's day; the newer one counts.
            day = _used.TryGetValue(agreementId, out var entry) && entry.Day > day ? entry.Day : day;
            var used = Used(agreementId, day);
            if (used + rows > rowsPerDay)
            {
                return false;
            }

            _used[agreementId] = (day, used + rows);
            return true;
        }
    }

    /// <summary>Counts rows that an earlier run disclosed.</summary>
    public void Replay(string agreementId, long rows, DateOnly day)
    {
        lock (_gate)
        {
            var (known, used) = _used.GetValueOrDefault(agreementId);
            if (day >= known)
            {
                _used[agreementId] = (day, day == known ? used + rows : rows);
            }
        }
    }

    private long Used(string agreementId, DateOnly day) =>
        _used.TryGetValue(agreementId, out var entry) && entry.Day == day ? entry.Rows : 0;
}
