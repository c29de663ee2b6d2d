namespace ShareGateway.Policy.Comparing;

/// <summary>A request that shows what a looser change lets pass. The new set permits it at that moment.</summary>
/// <param name="Recipient">Who asks.</param>
/// <param name="Dataset">The dataset as the request names it: with its version, unless the version is the point.</param>
/// <param name="Purpose">The purpose that it states.</param>
/// <param name="Moment">When it is decided, UTC.</param>
/// <param name="ConsentAge">How old the gateway's knowledge of consents is then; null when it has none, and needs none.</param>
public sealed record RequestExample(string Recipient, string Dataset, string Purpose, DateTimeOffset Moment, TimeSpan? ConsentAge)
{
    /// <summary>True when the old set refuses this very request. False when it passed before too, and only what leaves differs.</summary>
    public bool NewlyPasses { get; init; }

    /// <summary>Why the old set refuses it: a word of <see cref="RefusalReasons"/>; empty when it passed.</summary>
    public string RefusedBefore { get; init; } = "";

    /// <summary>The client id that makes the difference; empty when any client of the recipient will do.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>The field that shows the difference; empty when none does.</summary>
    public string Field { get; init; } = "";

    /// <summary>An invented value of the field, as it left before; empty when it did not leave.</summary>
    public string ValueBefore { get; init; } = "";

    /// <summary>The same value as it leaves now.</summary>
    public string ValueAfter { get; init; } = "";
}
