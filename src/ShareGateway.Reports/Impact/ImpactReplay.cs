using System.Collections.Frozen;
using System.Collections.Immutable;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Verification;
using ShareGateway.Policy;

namespace ShareGateway.Reports.Impact;

/// <summary>
/// Puts the requests of an audit trail to a policy set. The log does not hold how fresh the knowledge of consents was: for requests that
/// passed it is taken as fresh, for those refused because it was too old as none.
/// </summary>
/// <remarks>
/// Memory grows with the number of groups (agreements, recipients, reasons), of answers under way at one moment, and of different people: 16
/// bytes each, about 40 with the table, and 4 million in all (about 160 MB); from there on, numbers of people are lower bounds.
/// </remarks>
public sealed class ImpactReplay
{
    private static readonly FrozenSet<string> PolicyReasons =
        Enum.GetValues<RefusalReason>().Select(RefusalReasons.Code).ToFrozenSet(StringComparer.Ordinal);

    private readonly PolicySet _next;
    private readonly FieldForms _forms;
    private readonly DateTimeOffset? _at;
    private readonly PeopleCount _people;
    private readonly Dictionary<ShareKey, ShareGroup> _shares = [];
    private readonly Dictionary<string, ShareGroup> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<RefusalImpact, long> _refusals = [];
    private long _cannotBeReplayed;
    private long _otherRefusals;

    private ImpactReplay(PolicySet next, PolicySet? old, DateTimeOffset? at, int maxPeople) =>
        (_next, _forms, _at, _people) = (next, new FieldForms(old), at, new PeopleCount(maxPeople));

    /// <summary>Replays entries, in the log's order, once.</summary>
    /// <param name="entries">The entries; read one at a time.</param>
    /// <param name="next">The set that would follow.</param>
    /// <param name="old">
    /// The set that was in force; null when it is not at hand. The log names transforms without their parameters, so that a field that goes
    /// from year to month shows only with it.
    /// </param>
    /// <param name="at">The moment at which all requests are decided; null for each one's own.</param>
    public static PolicyImpact Run(IEnumerable<LoggedEntry> entries, PolicySet next, PolicySet? old = null, DateTimeOffset? at = null) =>
        Run(entries, next, old, at, PeopleCount.Most);

    internal static PolicyImpact Run(IEnumerable<LoggedEntry> entries, PolicySet next, PolicySet? old, DateTimeOffset? at, int maxPeople)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(next);
        var replay = new ImpactReplay(next, old, at, maxPeople);
        foreach (var entry in entries)
        {
            replay.Take(entry);
        }

        return replay.Report();
    }

    private void Take(LoggedEntry entry)
    {
        switch (entry.View.Entry)
        {
            case DisclosureEntry disclosure:
                Take(disclosure, entry);
                break;
            case ClosingEntry closing:
                _open.Remove(closing.DisclosureId);
                break;
            case RefusalEntry refusal:
                Take(refusal, entry.View.Time);
                break;
            case AdministrativeEntry { Action: "gateway.started" or "log.recovered" }:
                _open.Clear(); // answers that a crash cut off have no closing entry
                break;
        }
    }

    // The first chunk decides for the whole answer; of an answer that began before the first entry, the first one that is there.
    private void Take(DisclosureEntry disclosure, LoggedEntry entry)
    {
        if (!_open.TryGetValue(disclosure.DisclosureId, out var group))
        {
            group = GroupOf(disclosure, entry.View.Time);
            group.Requests++;
            _open[disclosure.DisclosureId] = group;
        }

        group.Records += disclosure.Records;
        _people.Add(group, entry.Subjects);
    }

    private ShareGroup GroupOf(DisclosureEntry disclosure, DateTimeOffset time)
    {
        string dataset = MajorOf(disclosure.Dataset);
        var request = new ShareRequest(disclosure.Recipient, dataset, disclosure.Purpose);
        var decision = Decisions.Decide(_next, request, _at ?? time, TimeSpan.Zero);
        bool permits = decision.Permits(out var plan);
        var fields = permits ? _forms.Changes(disclosure, request, time, plan!) : [];
        string refused = permits ? "" : RefusalReasons.Code(decision.Reason);
        var key = new ShareKey(disclosure.Agreement, disclosure.Recipient, dataset, disclosure.Purpose, refused, string.Join('\n', fields));
        if (!_shares.TryGetValue(key, out var group))
        {
            _shares[key] = group = new ShareGroup(fields);
        }

        return group;
    }

    private void Take(RefusalEntry refusal, DateTimeOffset time)
    {
        if (!PolicyReasons.Contains(refusal.Reason))
        {
            _otherRefusals += refusal.Count;
            return;
        }

        bool isComplete = refusal.Recipient.Length > 0 && refusal.Dataset.Length > 0
            && (refusal.Purpose.Length > 0 || refusal.Reason == RefusalReasons.Code(RefusalReason.PurposeMissing));
        if (!isComplete)
        {
            _cannotBeReplayed += refusal.Count;
            return;
        }

        TimeSpan? age = refusal.Reason == RefusalReasons.Code(RefusalReason.ConsentKnowledgeTooOld) ? null : TimeSpan.Zero;
        var decision = Decisions.Decide(_next, new ShareRequest(refusal.Recipient, refusal.Dataset, refusal.Purpose), _at ?? time, age);
        string now = decision.Permits(out _) ? "" : RefusalReasons.Code(decision.Reason);
        var key = new RefusalImpact(refusal.Recipient, refusal.Dataset, refusal.Purpose, refusal.Reason, now, 0);
        _refusals[key] = _refusals.GetValueOrDefault(key) + refusal.Count;
    }

    private PolicyImpact Report() => new()
    {
        Shares =
        [
            .. _shares.OrderBy(pair => pair.Key.Agreement, StringComparer.Ordinal).ThenBy(pair => pair.Key.Recipient, StringComparer.Ordinal)
                .ThenBy(pair => pair.Key.Dataset, StringComparer.Ordinal).ThenBy(pair => pair.Key.Purpose, StringComparer.Ordinal)
                .ThenBy(pair => pair.Key.RefusedNow, StringComparer.Ordinal).ThenBy(pair => pair.Key.Fields, StringComparer.Ordinal)
                .Select(pair => pair.Value.ToImpact(pair.Key)),
        ],
        Refusals =
        [
            .. _refusals.Select(pair => pair.Key with { Requests = pair.Value }).OrderBy(impact => impact.Recipient, StringComparer.Ordinal)
                .ThenBy(impact => impact.Dataset, StringComparer.Ordinal).ThenBy(impact => impact.Purpose, StringComparer.Ordinal)
                .ThenBy(impact => impact.RefusedBefore, StringComparer.Ordinal).ThenBy(impact => impact.RefusedNow, StringComparer.Ordinal),
        ],
        CannotBeReplayed = _cannotBeReplayed,
        OtherRefusals = _otherRefusals,
    };

    // `customers@1.2.0` in the log; a request and an agreement name the major version.
    private static string MajorOf(string dataset)
    {
        int at = dataset.IndexOf('@', StringComparison.Ordinal);
        int point = at < 0 ? -1 : dataset.IndexOf('.', at);
        return point < 0 ? dataset : dataset[..point];
    }
}
