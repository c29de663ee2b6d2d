using CsCheck;

namespace ShareGateway.Consent.Tests;

/// <summary>Random histories on a coarse clock, so that equal moments and touching bounds are common.</summary>
internal static class Histories
{
    private static readonly string?[] Names = [Samples.Recipient, Samples.Recipient, null, "banque-horizon"];

    private static readonly Gen<DateTimeOffset> Moment = Gen.Int[-6, 6].Select(minutes => Samples.Now.AddMinutes(minutes));

    private static readonly Gen<string?> Named = Gen.Int[0, 3].Select(i => Names[i]);

    // None, at a whole second, beside one, and later than 32 bits of seconds reach: a table keeps them in different ways.
    private static readonly Gen<Func<DateTimeOffset, DateTimeOffset?>> End = Gen.Select(Gen.Int[-2, 4], Gen.Int[-1, 1], Gen.Int[0, 9]).Select(
        (minutes, ticks, far) => new Func<DateTimeOffset, DateTimeOffset?>(at =>
            minutes <= 0 ? null : far == 0 ? new DateTimeOffset(2126, 2, 7, 6, 28, 13 + minutes, TimeSpan.Zero) : at.AddMinutes(minutes).AddTicks(ticks)));

    private static readonly Gen<ConsentEvent> Grant = Gen.Select(
        Named, Gen.Bool.Select(first => first ? ConsentState.Given : ConsentState.Renewed), Moment, End, Gen.Int[1, 2],
        (recipient, state, at, end, subject) => Samples.Event(subject: subject, recipient: recipient, state: state, at: at, validUntil: end(at)));

    /// <summary>An event that takes away.</summary>
    public static readonly Gen<ConsentEvent> Cut = Gen.Select(
        Named, Gen.Int[3, 9], Moment, Gen.Int[1, 2],
        (recipient, state, at, subject) => Samples.Event(subject: subject, recipient: recipient, state: (ConsentState)state, at: at));

    private static readonly Gen<ConsentEvent> Any = Gen.Frequency((3, Grant), (2, Cut));

    /// <summary>Up to 12 events of two people, with ids of their own.</summary>
    public static readonly Gen<ConsentEvent[]> Mixed =
        Any.Array[0, 12].Select(events => events.Select((e, i) => e with { EventId = $"e-{i}" }).ToArray());

    /// <summary>Up to 12 events of person 1.</summary>
    public static readonly Gen<ConsentEvent[]> Events =
        Mixed.Select(events => events.Select(e => e with { Subject = Samples.Subject(1) }).ToArray());

    public static readonly Gen<(ConsentEvent[] Events, bool MustName, TimeSpan MaxAge, DateTimeOffset Now)> Question = Gen.Select(
        Events, Gen.Bool, Gen.Int[0, 12].Select(m => m == 12 ? TimeSpan.MaxValue : TimeSpan.FromMinutes(m)), Moment);
}
