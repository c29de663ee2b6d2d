namespace ShareGateway.Consent.Tests;

/// <summary>The rule of consent as one would tell it, walking sorted events; slow, and written without looking at the fold.</summary>
internal static class NaiveFold
{
    public static bool Allows(
        IEnumerable<ConsentEvent> events,
        SubjectKey subject,
        string recipient,
        bool mustName,
        TimeSpan maxAge,
        DateTimeOffset now)
    {
        // Of one moment: longest grants first, shortest after them, what takes away last; the last word counts.
        var last = events
            .Where(e => e.Subject == subject && e.Purpose == Samples.Purpose && (e.Recipient is null || e.Recipient == recipient))
            .Where(e => !(Grants(e) && mustName && e.Recipient is null))
            .Where(e => !(Grants(e) && e.At > now + TimeSpan.FromMinutes(2)))
            .OrderBy(e => e.At)
            .ThenBy(e => Grants(e) ? 0 : 1)
            .ThenByDescending(e => e.ValidUntil ?? DateTimeOffset.MaxValue)
            .LastOrDefault();
        return last is not null && Grants(last)
            && now - last.At <= maxAge
            && now < (last.ValidUntil ?? DateTimeOffset.MaxValue);
    }

    private static bool Grants(ConsentEvent e) => e.State == ConsentState.Given || e.State == ConsentState.Renewed;
}
