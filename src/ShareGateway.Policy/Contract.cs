using System.Collections.Immutable;

namespace ShareGateway.Policy;

/// <summary>A dataset and where it is served, from an Open Data Contract Standard file (v3.1) in a <c>contracts</c> folder.</summary>
public sealed record Contract
{
    /// <summary>The dataset's id without version, such as <c>customers</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What people call the dataset.</summary>
    public required string Name { get; init; }

    /// <summary>The full version, three numbers, such as <c>1.2.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The first number of <see cref="Version"/>; agreements are made for it.</summary>
    public required int Major { get; init; }

    /// <summary>The scope that owns the dataset, as a path below the policy folder (<c>fr/maison-nord</c>); empty for the group itself. Keys are per controller.</summary>
    public required string Controller { get; init; }

    /// <summary>Where the records are served: at least one server, at most one per format, in the order of the file.</summary>
    public required ImmutableArray<ContractServer> Servers { get; init; }

    /// <summary>
    /// True when a body fails that holds a name which differs from a field's by letter case alone: some upstreams take <c>Email</c> and
    /// <c>email</c> for one field. Else such a name is a field that nobody knows.
    /// </summary>
    public bool RefusesCaseTwins { get; init; }

    /// <summary>Every field, in the order of the file.</summary>
    public ImmutableArray<ContractField> Fields { get; init; } = [];

    /// <summary>The file that says so, relative to the policy folder, with forward slashes.</summary>
    public required string File { get; init; }

    /// <summary>Id and major version, as agreements and requests write it: <c>customers@1</c>.</summary>
    public string Dataset => $"{Id}@{Major}";
}
