namespace ShareGateway.Demo.Upstream;

/// <summary>A consent event as a shop's system would post it, with the raw id.</summary>
/// <param name="EventId">The same in every run, as all other parts are.</param>
/// <param name="Controller">The scope whose person it is: <c>fr/maison-nord</c> or <c>fr/atelier-sud</c>.</param>
/// <param name="Scheme">The kind of id: <c>customer-number</c> or <c>web-account</c>.</param>
/// <param name="Id">The raw id, in its canonical form.</param>
/// <param name="Purpose">Such as <c>dpv:DirectMarketing</c>.</param>
/// <param name="Recipient">The company named; null for one in ten.</param>
/// <param name="State">What the person decided, such as <c>dpv:ConsentGiven</c>.</param>
/// <param name="At">When.</param>
/// <param name="NoticeVersion">Which text the person saw.</param>
/// <param name="Source">Which system says so.</param>
public sealed record DemoConsentEvent(
    string EventId,
    string Controller,
    string Scheme,
    string Id,
    string Purpose,
    string? Recipient,
    string State,
    DateTimeOffset At,
    string NoticeVersion,
    string Source);
