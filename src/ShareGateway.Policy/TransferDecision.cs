using System.Collections.Immutable;

namespace ShareGateway.Policy;

/// <summary>A decision of the European Commission that a country protects personal data well enough (GDPR, article 45(3)).</summary>
public sealed record TransferDecision
{
    /// <summary>The country, such as <c>loc:JP</c>.</summary>
    public required string Country { get; init; }

    /// <summary>Where the decision is published, in one line.</summary>
    public required string Reference { get; init; }

    /// <summary>The first day on which it covers a transfer.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day; null when the decision names none.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The only recipients that it covers, where it does not cover the whole country; empty when it covers everyone there.</summary>
    public ImmutableArray<string> OnlyFor { get; init; } = [];

    /// <summary>The line of the table, from 1.</summary>
    public int Line { get; init; } = 1;

    internal DayRange Days => new(From, Until ?? DateOnly.MaxValue);

    internal bool Covers(string country, string recipientId) =>
        Country == country && (OnlyFor.IsEmpty || OnlyFor.Contains(recipientId, StringComparer.Ordinal));
}
