using System.Collections.Immutable;

namespace ShareGateway.Policy;

/// <summary>An invented person.</summary>
/// <param name="Name">What the test calls the person.</param>
/// <param name="Ids">The ids under which records name the person; at least one.</param>
/// <param name="Consents">What the person decided, in the order of the file; empty when the person was never asked.</param>
public sealed record PolicyTestPerson(string Name, ImmutableArray<PolicyTestId> Ids, ImmutableArray<PolicyTestConsent> Consents);
