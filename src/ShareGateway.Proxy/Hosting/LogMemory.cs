using ShareGateway.Audit.Entries;
using ShareGateway.Keys.Custody;
using ShareGateway.Proxy.Reidentifications;
using ShareGateway.Proxy.Shares;

namespace ShareGateway.Proxy.Hosting;

/// <summary>What a new run takes from the log of earlier ones: the keys that exist, the policies that went live last, and the rows that left today.</summary>
internal sealed class LogMemory(RowQuota quota)
{
    /// <summary>All keys that ever were.</summary>
    public KeyLedger Keys { get; } = new();

    /// <summary>All requests for re-identification.</summary>
    public ReidentificationLedger Reidentifications { get; } = new();

    /// <summary>The policy set that went live last; empty when the log names none. A set that a crash left without its last part never did.</summary>
    public string LastPolicyHash { get; private set; } = "";

    public void Replay(AuditEntryView stored)
    {
        switch (stored.Entry)
        {
            case DisclosureEntry disclosure:
                quota.Replay(disclosure.Agreement.Split('@')[0], disclosure.Records, DateOnly.FromDateTime(stored.Time.UtcDateTime));
                break;
            case AdministrativeEntry done:
                Keys.Take(done, stored.Time);
                Reidentifications.Take(done);
                break;
            case PolicyEntry policy when policy.Part == policy.Parts - 1:
                LastPolicyHash = policy.PolicyHash;
                break;
            default:
                break;
        }
    }
}
