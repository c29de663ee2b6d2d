using System.Collections.Immutable;
using ShareGateway.Policy.Loading.Yaml;

namespace ShareGateway.Policy.Loading.Files;

/// <summary>One entry of <c>transfers.yaml</c> as it was read. What is null was absent or wrong, and there is a finding.</summary>
internal sealed record TransferDraft(FilePlace Place, Mark At)
{
    public Placed<string>? Country { get; init; }

    public Placed<string>? Decision { get; init; }

    public Placed<DateOnly>? From { get; init; }

    /// <summary>The calendar's end for <c>open</c>.</summary>
    public Placed<DateOnly>? Until { get; init; }

    public ImmutableArray<Placed<string>> OnlyFor { get; init; } = [];
}
