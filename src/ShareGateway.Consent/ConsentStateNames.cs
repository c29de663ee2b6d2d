using System.Collections.Frozen;

namespace ShareGateway.Consent;

/// <summary>The names of consent states in the Data Privacy Vocabulary, and which of them allow anything.</summary>
public static class ConsentStateNames
{
    private static readonly string[] Names =
    [
        "dpv:ConsentUnknown", "dpv:ConsentGiven", "dpv:RenewedConsentGiven", "dpv:ConsentRefused", "dpv:ConsentWithdrawn",
        "dpv:ConsentExpired", "dpv:ConsentRevoked", "dpv:ConsentInvalidated", "dpv:ConsentRequested", "dpv:ConsentRequestDeferred",
    ];

    private static readonly FrozenDictionary<string, ConsentState> States =
        Names.Select((name, number) => (name, number)).ToFrozenDictionary(x => x.name, x => (ConsentState)x.number, StringComparer.Ordinal);

    /// <summary>Reads a name such as <c>dpv:ConsentGiven</c>; letter case counts.</summary>
    /// <param name="name">The term with its prefix.</param>
    /// <param name="state">The state, or <see cref="ConsentState.Unknown"/> when the name is none of ours.</param>
    public static bool TryParse(string? name, out ConsentState state)
    {
        state = ConsentState.Unknown;
        return name is not null && States.TryGetValue(name, out state);
    }

    /// <summary>Writes the name that <see cref="TryParse"/> reads; a number that is no state reads <c>dpv:ConsentUnknown</c>.</summary>
    public static string ToDpv(this ConsentState state) => Names[IsDefined(state) ? (int)state : 0];

    /// <summary>True for the two states that allow something: given and renewed.</summary>
    public static bool IsGrant(this ConsentState state) => state is ConsentState.Given or ConsentState.Renewed;

    internal static bool IsDefined(ConsentState state) => (uint)state < (uint)Names.Length;
}
