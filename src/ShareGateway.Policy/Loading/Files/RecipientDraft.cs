using System.Collections.Frozen;
using System.Collections.Immutable;
using ShareGateway.Policy.Loading.Yaml;

namespace ShareGateway.Policy.Loading.Files;

/// <summary>A recipient file as it was read. What is null was absent or wrong, and there is a finding.</summary>
internal sealed record RecipientDraft(FilePlace Place, Mark At)
{
    public Placed<string>? Id { get; init; }

    public Placed<string>? LegalName { get; init; }

    public Placed<string>? Role { get; init; }

    public Placed<string>? Country { get; init; }

    public ImmutableArray<Placed<string>> ProcessesIn { get; init; } = [];

    public Placed<string>? TransferTool { get; init; }

    public ImmutableArray<Placed<string>> Contacts { get; init; } = [];

    public ImmutableArray<Placed<string>> ClientIds { get; init; } = [];

    public ImmutableArray<Placed<string>> Certificates { get; init; } = [];

    /// <summary>The file's keys and their lines.</summary>
    public FrozenDictionary<string, int> Lines { get; init; } = FrozenDictionary<string, int>.Empty;
}
