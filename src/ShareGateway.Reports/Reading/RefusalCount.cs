using System.Collections.Immutable;
using ShareGateway.Audit.Entries;

namespace ShareGateway.Reports.Reading;

/// <summary>Requests that got no data.</summary>
/// <param name="Recipient">Who asked; empty when nobody known did.</param>
/// <param name="Reason">Why, as the log has it.</param>
/// <param name="Count">How many.</param>
/// <param name="Last">The last one.</param>
internal sealed record RefusalCount(string Recipient, string Reason, long Count, DateTimeOffset Last)
{
    /// <summary>The refusals of a period that the log still holds, the most frequent first.</summary>
    public static ImmutableArray<RefusalCount> In(ReportGround ground) =>
    [
        .. ground.Reader.LogEntries()
            .Where(view => view.Entry is RefusalEntry && ground.Period.Contains(view.Time))
            .GroupBy(view => (((RefusalEntry)view.Entry).Recipient, ((RefusalEntry)view.Entry).Reason))
            .Select(group => new RefusalCount(group.Key.Recipient, group.Key.Reason, group.Sum(view => ((RefusalEntry)view.Entry).Count), group.Max(view => view.Time)))
            .OrderByDescending(refusal => refusal.Count).ThenBy(refusal => refusal.Recipient, StringComparer.Ordinal).ThenBy(refusal => refusal.Reason, StringComparer.Ordinal),
    ];
}
