namespace ShareGateway.Consent;

/// <summary>An event as the store holds it.</summary>
/// <param name="Sequence">Its place in the store, from 1, growing; holes are possible.</param>
/// <param name="ReceivedAt">When the gateway got to know of it, by its own clock.</param>
/// <param name="Event">The event, its moments in UTC.</param>
public sealed record StoredConsentEvent(long Sequence, DateTimeOffset ReceivedAt, ConsentEvent Event);
