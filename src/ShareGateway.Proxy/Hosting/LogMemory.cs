using ShareGateway.Audit.Entries;
using ShareGateway.Proxy.Keys;
using ShareGateway.Proxy.Shares;

namespace ShareGateway.Proxy.Hosting;

/// <summary>What a new run takes from the log of earlier ones: the keys that exist, the policies that went live last, and the rows that left today.</summary>
internal sealed class LogMemory(RowQuota quota)
{
    private readonly Dictionary<string, string> _checkValues = new(StringComparer.Ordinal);

    /// <summary>Check values of all keys that were ever made, by name.</summary>
    public IReadOnlyDictionary<string, string> CheckValues => _checkValues;

    /// <summary>The policy set that went live last; empty when the log names none. A set that a crash left without its last part never did.</summary>
    public string LastPolicyHash { get; private set; } = "";

    public void Replay(AuditEntryView stored)
    {
        switch (stored.Entry)
        {
            case DisclosureEntry disclosure:
                quota.Replay(disclosure.Agreement.Split('@')[0], disclosure.Records, DateOnly.FromDateTime(stored.Time.UtcDateTime));
                break;
            case AdministrativeEntry done when KeyCreated.TryRead(done, out var name, out var checkValue):
                _checkValues[name] = checkValue;
                break;
            case PolicyEntry policy when policy.Part == policy.Parts - 1:
                LastPolicyHash = policy.PolicyHash;
                break;
            default:
                break;
        }
    }
}
