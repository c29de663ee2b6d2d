using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Log;
using ShareGateway.Keys.Custody;
using ShareGateway.Keys.Storage;
using ShareGateway.Policy;
using ShareGateway.Proxy.Keys;

namespace ShareGateway.Proxy.Policies;

/// <summary>What a set needs before it may decide its first request: keys for everybody in it, and its name and files in the audit log.</summary>
internal sealed class PolicyAdoption(AuditLog log, GatewayKeys keys)
{
    /// <summary>Makes missing keys and records all that is new. When it returns, it is durable.</summary>
    /// <param name="set">The set that is to go live.</param>
    /// <param name="previous">Hash of the set that the log named last; empty when it names none.</param>
    /// <exception cref="KeyUnavailableException">A key of the set is gone or another one.</exception>
    /// <exception cref="IOException">A new key cannot be kept.</exception>
    /// <exception cref="AuditUnavailableException">The log cannot be written.</exception>
    public async Task RecordAsync(PolicySet set, string previous)
    {
        keys.Add(set.Contracts.Select(contract => contract.Controller), set.Recipients.Select(recipient => recipient.Id));
        foreach (var (name, checkValue) in keys.Unrecorded())
        {
            var created = KeyEntries.Created(name, checkValue);
            await log.AppendAsync(created, CancellationToken.None);
            keys.Recorded(created);
        }

        if (set.Hash == previous)
        {
            return;
        }

        foreach (var part in EntryOf(set, previous).Split())
        {
            await log.AppendAsync(part, CancellationToken.None);
        }
    }

    private static PolicyEntry EntryOf(PolicySet set, string previous) => new()
    {
        PolicyHash = set.Hash,
        Previous = previous,
        Agreements = set.Plans.Length,
        Contracts = set.Contracts.Length,
        Recipients = set.Recipients.Length,
        Files = [.. set.Files.Select(file => new PolicyFileHash(file.Path, file.Sha256))],
    };
}
