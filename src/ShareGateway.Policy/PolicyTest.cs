using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ShareGateway.Policy;

/// <summary>
/// A file of a <c>tests</c> folder: invented people and records, requests about them, and what must come of each. Says nothing to the data
/// plane. Every name in it is known to the folder that it came with.
/// </summary>
public sealed record PolicyTest
{
    /// <summary>The file, relative to the policy folder, with forward slashes.</summary>
    public required string File { get; init; }

    /// <summary>What is tested, for people.</summary>
    public required string Title { get; init; }

    /// <summary>The scope whose people these are: it owns all datasets of <see cref="Records"/>; empty for the group.</summary>
    public required string Controller { get; init; }

    /// <summary>The people, by the order of the file.</summary>
    public required ImmutableArray<PolicyTestPerson> People { get; init; }

    /// <summary>What the upstream holds, by dataset with its major version: <c>customers@1</c>.</summary>
    public required FrozenDictionary<string, ImmutableArray<PolicyTestRecord>> Records { get; init; }

    /// <summary>The requests.</summary>
    public required ImmutableArray<PolicyTestCase> Cases { get; init; }

    /// <summary>The edits of policy files that must not load.</summary>
    public required ImmutableArray<PolicyTestEdit> Edits { get; init; }
}
