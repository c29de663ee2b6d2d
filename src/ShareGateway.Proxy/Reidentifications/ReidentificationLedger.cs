using System.Collections.Concurrent;
using System.Globalization;
using ShareGateway.Audit.Entries;

namespace ShareGateway.Proxy.Reidentifications;

/// <summary>The requests, as the audit log tells them: a restart loses none, and none can be resolved twice. Safe for several threads.</summary>
internal sealed class ReidentificationLedger
{
    private const string Requested = "reidentification.requested";
    private const string Approved = "reidentification.approved";
    private const string Resolved = "reidentification.resolved";

    private readonly ConcurrentDictionary<string, ReidentificationCase> _cases = new(StringComparer.Ordinal);

    /// <summary>The request of this id; null when there is none.</summary>
    public ReidentificationCase? Find(string id) => _cases.GetValueOrDefault(id);

    public static AdministrativeEntry RequestedEntry(ReidentificationCase one) => AdministrativeEntry.Of(
        Requested, ("id", one.Id), ("case", one.Case), ("ground", one.Ground), ("agreement", one.Agreement), ("field", one.Field),
        ("values", one.Values.ToString(CultureInfo.InvariantCulture)), ("list-sha256", one.ListSha256), ("by", one.RequestedBy));

    public static AdministrativeEntry ApprovedEntry(string id, string by) => AdministrativeEntry.Of(Approved, ("id", id), ("by", by));

    public static AdministrativeEntry ResolvedEntry(string id, int found, string by) =>
        AdministrativeEntry.Of(Resolved, ("id", id), ("found", found.ToString(CultureInfo.InvariantCulture)), ("by", by));

    /// <summary>Takes in an entry, stored earlier or just now; entries about other things change nothing.</summary>
    public void Take(AdministrativeEntry entry)
    {
        switch (entry.Action)
        {
            case Requested:
                _cases[entry.Facts["id"]] = new(
                    entry.Facts["id"], ReidentificationState.Requested, entry.Facts["case"], entry.Facts["ground"], entry.Facts["agreement"], entry.Facts["field"],
                    int.Parse(entry.Facts["values"], CultureInfo.InvariantCulture), entry.Facts["list-sha256"], entry.Facts["by"], "");
                break;
            case Approved when Find(entry.Facts["id"]) is { } one:
                _cases[one.Id] = one with { State = ReidentificationState.Approved, ApprovedBy = entry.Facts["by"] };
                break;
            case Resolved when Find(entry.Facts["id"]) is { } one:
                _cases[one.Id] = one with { State = ReidentificationState.Resolved };
                break;
            default:
                break;
        }
    }
}
