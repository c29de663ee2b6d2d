using System.Collections.Immutable;

namespace ShareGateway.Reports.Impact;

/// <summary>What becomes of requests that got data, all under one agreement and with one outcome.</summary>
public sealed record ShareImpact
{
    /// <summary>The agreement under which they passed, as <c>id@version</c>.</summary>
    public required string Agreement { get; init; }

    /// <summary>Who received.</summary>
    public required string Recipient { get; init; }

    /// <summary>The contract, as <c>id@major</c>.</summary>
    public required string Dataset { get; init; }

    /// <summary>The purpose.</summary>
    public required string Purpose { get; init; }

    /// <summary>Why the new policies refuse them: a word of the refusal reasons; empty when they still pass.</summary>
    public required string RefusedNow { get; init; }

    /// <summary>The fields that differ, by path; empty for refused requests and when nothing differs.</summary>
    public required ImmutableArray<FieldChange> Fields { get; init; }

    /// <summary>How many requests.</summary>
    public required long Requests { get; init; }

    /// <summary>How many records left in them.</summary>
    public required long Records { get; init; }

    /// <summary>How many different people the records were about.</summary>
    public required long People { get; init; }

    /// <summary>True when there were more people than counted: a side file was erased, or the bound on memory was reached.</summary>
    public required bool IsAtLeast { get; init; }
}
