namespace ShareGateway.Policy;

/// <summary>One thing that an invented person decided.</summary>
/// <param name="State">A DPV consent status, such as <c>dpv:ConsentGiven</c>.</param>
/// <param name="Purpose">The purpose that the notice named.</param>
/// <param name="Recipient">The recipient that the notice named; null when it named none.</param>
/// <param name="At">When.</param>
/// <param name="Until">From this moment on a grant no longer counts; null: no such moment.</param>
public sealed record PolicyTestConsent(string State, string Purpose, string? Recipient, DateTimeOffset At, DateTimeOffset? Until);
