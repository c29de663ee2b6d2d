using System.Globalization;
using ShareGateway.Audit.Entries;

namespace ShareGateway.Audit.Log;

/// <summary>
/// Keeps the time of entries from going back unmarked. Callers take the moment before they queue, so neighbours may come out of order by a
/// little: those get the time of the entry before them. A clock that was set back is marked by an entry of its own, and the log goes on with it.
/// </summary>
/// <param name="last">Time of the last entry, in microseconds since 1970.</param>
/// <param name="node">Name of the log.</param>
internal sealed class LogTime(long last, string node)
{
    private long _last = last;

    /// <summary>Takes the next entry.</summary>
    /// <returns>The mark that has to stand before it; null when time goes on.</returns>
    public PendingEntry? Take(PendingEntry next)
    {
        long back = _last - next.Time;
        if (back > AdministrativeEntry.SetBackTolerance)
        {
            var mark = Mark(next.Time, back);
            _last = next.Time;
            return mark;
        }

        if (back > 0)
        {
            next.SetTime(_last);
        }

        _last = next.Time;
        return null;
    }

    private PendingEntry Mark(long time, long back) => PendingEntry.Create(
        AdministrativeEntry.Of(
            AdministrativeEntry.ClockSetBackAction,
            ("back.microseconds", back.ToString(CultureInfo.InvariantCulture)),
            ("last.microseconds", _last.ToString(CultureInfo.InvariantCulture))),
        [], DateTimeOffset.UnixEpoch.AddTicks(time * TimeSpan.TicksPerMicrosecond), node);
}
