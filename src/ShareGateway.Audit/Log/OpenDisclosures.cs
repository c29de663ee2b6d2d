using ShareGateway.Audit.Entries;

namespace ShareGateway.Audit.Log;

/// <summary>Disclosures without an end yet. When the log opens, those that are left were broken off by a crash.</summary>
internal sealed class OpenDisclosures
{
    private const int MaxListed = 20;
    private readonly SortedSet<string> _ids = new(StringComparer.Ordinal);

    public int Count => _ids.Count;

    public void See(AuditEntry entry)
    {
        switch (entry)
        {
            case DisclosureEntry disclosure:
                _ids.Add(disclosure.DisclosureId);
                break;
            case ClosingEntry closing:
                _ids.Remove(closing.DisclosureId);
                break;
            case AdministrativeEntry { Action: AdministrativeEntry.RecoveredAction }:
                _ids.Clear(); // accounted for; no disclosure outlives the process that made it
                break;
        }
    }

    /// <summary>The entry that stands for the ends that are missing. Of many ids it lists the first; all have disclosure entries.</summary>
    public AdministrativeEntry Recovered(long cutBytes)
    {
        string listed = string.Join(' ', _ids.Where(id => id.Length <= 48).Take(MaxListed));
        return AdministrativeEntry.Of(
            AdministrativeEntry.RecoveredAction,
            ("cut.bytes", FormattableString.Invariant($"{cutBytes}")),
            ("disclosures", FormattableString.Invariant($"{_ids.Count}")),
            ("disclosures.listed", listed));
    }
}
