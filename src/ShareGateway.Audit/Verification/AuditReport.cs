using System.Collections.Immutable;

namespace ShareGateway.Audit.Verification;

/// <summary>What a check of a stored log came to.</summary>
public sealed record AuditReport
{
    /// <summary>True when nothing is wrong. What notes say is not wrong: unsigned entries, erased side files.</summary>
    public bool IsSound => FindingCount == 0;

    /// <summary>The first 1,000 findings, in the order they were met.</summary>
    public required ImmutableArray<AuditFinding> Findings { get; init; }

    /// <summary>All findings, those counted only included.</summary>
    public required long FindingCount { get; init; }

    /// <summary>What a reader should know and what no one did wrong.</summary>
    public required ImmutableArray<string> Notes { get; init; }

    /// <summary>Sound entries read.</summary>
    public required ulong Entries { get; init; }

    /// <summary>Entries that the checkpoint covers; 0 when it does not hold.</summary>
    public required ulong SignedEntries { get; init; }

    /// <summary>Name of the log; empty when its checkpoint does not hold.</summary>
    public required string Origin { get; init; }

    /// <summary>The key that the signature was checked with, in its text form; empty when there was none to check with.</summary>
    public required string Key { get; init; }

    /// <summary>Root hash over the signed entries in lower-case hex, as computed here; empty when they could not all be read.</summary>
    public required string Root { get; init; }

    /// <summary>Side records whose commitment was checked.</summary>
    public required long CheckedCommitments { get; init; }
}
