using ShareGateway.Records;

namespace ShareGateway.Policy;

/// <summary>One request of a policy test, and what must come of it.</summary>
public sealed record PolicyTestCase
{
    /// <summary>What the case shows, for people.</summary>
    public required string Name { get; init; }

    /// <summary>Where it begins in the test's file, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The recipient that asks.</summary>
    public required string Recipient { get; init; }

    /// <summary>The purpose stated; null when the request states none.</summary>
    public string? Purpose { get; init; }

    /// <summary>The dataset with its major version: <c>customers@1</c>.</summary>
    public required string Dataset { get; init; }

    /// <summary>The format asked for.</summary>
    public required RecordFormat Format { get; init; }

    /// <summary>The moment of the request.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How old the gateway's knowledge of consents is.</summary>
    public TimeSpan ConsentKnowledgeAge { get; init; }

    /// <summary>What must come of it; when the file says nothing, a refusal.</summary>
    public required PolicyTestExpectation Expect { get; init; }
}
