using System.Collections.Immutable;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Entries;

namespace ShareGateway.Audit.Verification;

/// <summary>What a check of a stored log goes by.</summary>
public sealed record AuditVerifierOptions
{
    /// <summary>The log's key from a source that its operator cannot change. Without it the folder's own key is taken, which proves less: see the notes.</summary>
    public VerifierKey? Key { get; init; }

    /// <summary>
    /// Text of a checkpoint of the same log that was kept elsewhere. The log must begin with what it states: this finds a folder that was
    /// put back to an older state or rewritten by the holder of the key.
    /// </summary>
    public string? EarlierCheckpoint { get; init; }

    /// <summary>
    /// Witnesses whose cosignatures the log must show. What they cosigned was the longest state of the log that they had seen, so an owner
    /// who forks the log or puts it back cannot show it.
    /// </summary>
    public ImmutableArray<WitnessKey> Witnesses { get; init; } = [];

    /// <summary>Called with each sound entry, in order.</summary>
    public Action<AuditEntryView>? OnEntry { get; init; }

    /// <summary>Called with the bytes read so far, now and then.</summary>
    public Action<long>? OnProgress { get; init; }
}
