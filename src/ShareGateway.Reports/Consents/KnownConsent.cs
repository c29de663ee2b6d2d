using ShareGateway.Consent;
using ShareGateway.Policy;
using ShareGateway.Reports.Reading;

namespace ShareGateway.Reports.Consents;

/// <summary>What the gateway knew of a person's consent at the moment of a disclosure.</summary>
/// <param name="Grant">The latest consent that could count; null for none.</param>
/// <param name="IsInForce">Whether the gateway's own rule (<see cref="ConsentFold"/>) lets the record pass.</param>
internal sealed record KnownConsent(ConsentEvent? Grant, bool IsInForce)
{
    /// <summary>Looks.</summary>
    /// <param name="entry">The disclosure.</param>
    /// <param name="events">The person's events.</param>
    /// <param name="terms">What the agreement asks of a consent, as the policies say today; null when they no longer know the agreement: then no age is too great.</param>
    public static KnownConsent Of(Disclosure entry, IEnumerable<StoredConsentEvent> events, ConsentTerms? terms)
    {
        bool mustName = terms?.MustNameRecipient ?? false;
        ConsentEvent[] known = [.. events.Where(stored => stored.ReceivedAt <= entry.Time && stored.Event.Purpose == entry.Purpose).Select(stored => stored.Event)];
        ConsentEvent[] named = [.. known.Where(consent => consent.Recipient == entry.Recipient)];
        ConsentEvent[] all = [.. known.Where(consent => consent.Recipient is null)];
        var grant = (mustName ? named : named.Concat(all)).Where(consent => consent.State.IsGrant() && consent.At <= entry.Time + ConsentFold.Skew).MaxBy(consent => consent.At);
        bool holds = ConsentFold.Allows(ConsentFold.Of(named, entry.Time), ConsentFold.Of(all, entry.Time), mustName, terms?.MaxAge ?? TimeSpan.MaxValue, entry.Time);
        return new KnownConsent(grant, holds);
    }
}
