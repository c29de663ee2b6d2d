namespace ShareGateway.Policy;

/// <summary>What a person's consent must be like for a record to leave. The guardrails' limits are already met.</summary>
/// <param name="MustNameRecipient">True when only a consent that names this recipient counts.</param>
/// <param name="MaxAge">Consent given longer ago no longer counts. A month of the policy file is 30 days.</param>
/// <param name="MaxStaleness">Knowledge of consents older than this refuses the request (I11).</param>
public sealed record ConsentTerms(bool MustNameRecipient, TimeSpan MaxAge, TimeSpan MaxStaleness);
