using System.Collections.Immutable;

namespace ShareGateway.Policy;

/// <summary>What must come of a request. The default value expects a refusal for whatever reason.</summary>
public sealed record PolicyTestExpectation
{
    /// <summary>True when records must leave; false when the request must be refused.</summary>
    public bool IsShared { get; init; }

    /// <summary>Where it stands in the test's file, from 1.</summary>
    public int Line { get; init; } = 1;

    /// <summary>Of a refusal: the reason, as <see cref="RefusalReasons.Code"/> writes it; null when any will do.</summary>
    public string? Reason { get; init; }

    /// <summary>Exactly these people stand in the records that leave; null when the test does not say.</summary>
    public ImmutableArray<string>? People { get; init; }

    /// <summary>Exactly so many records leave; null when the test does not say.</summary>
    public long? Rows { get; init; }

    /// <summary>Exactly these records leave, in this order; null when the test does not say.</summary>
    public ImmutableArray<PolicyTestShownRecord>? Records { get; init; }

    /// <summary>What single fields show, over all records that leave.</summary>
    public ImmutableArray<PolicyTestField> Fields { get; init; } = [];

    /// <summary>Texts that stand in the upstream's records and must not stand in the answer, in no encoding.</summary>
    public ImmutableArray<string> NeverContains { get; init; } = [];
}
