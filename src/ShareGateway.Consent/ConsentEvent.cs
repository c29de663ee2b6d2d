using System.Buffers;
using System.Collections.Immutable;

namespace ShareGateway.Consent;

/// <summary>One thing that happened to one person's consent. Events are kept for ever; what holds now is a fold of them.</summary>
/// <param name="EventId">Chosen by the sender and unique; sending the same event again is harmless. 1 to 100 letters, digits, or <c>. _ : / -</c>.</param>
/// <param name="Subject">The person.</param>
/// <param name="Purpose">Exactly the purpose that the notice named, such as <c>dpv:DirectMarketing</c>.</param>
/// <param name="Recipient">The company that the notice named; null: none was named, and the event speaks of all of them.</param>
/// <param name="State">What the person, or someone else, decided.</param>
/// <param name="At">When. Compared as an instant; the offset is not kept.</param>
/// <param name="NoticeVersion">Which text the person saw.</param>
/// <param name="Source">Which system says so.</param>
/// <param name="ValidUntil">From this moment on a grant no longer counts; null: no such moment. Only grants may have one.</param>
public sealed record ConsentEvent(
    string EventId,
    SubjectKey Subject,
    string Purpose,
    string? Recipient,
    ConsentState State,
    DateTimeOffset At,
    string NoticeVersion,
    string Source,
    DateTimeOffset? ValidUntil)
{
    private static readonly SearchValues<char> EventIdCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:/-");

    private static readonly SearchValues<char> PurposeCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:-");

    private static readonly SearchValues<char> RecipientCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-");
    private static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2199, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Everything that is wrong with the event, in the order of its parts; empty when it may be stored.</summary>
    public ImmutableArray<ConsentEventProblem> Check()
    {
        var problems = ImmutableArray.CreateBuilder<ConsentEventProblem>();
        Require(IsOf(EventId, EventIdCharacters, 100), ConsentEventProblem.EventId);
        Require(!Subject.IsNone, ConsentEventProblem.Subject);
        Require(IsOf(Purpose, PurposeCharacters, 100) && IsTerm(Purpose), ConsentEventProblem.Purpose);
        Require(Recipient is null || IsOf(Recipient, RecipientCharacters, 64), ConsentEventProblem.Recipient);
        Require(State != ConsentState.Unknown && ConsentStateNames.IsDefined(State), ConsentEventProblem.State);
        Require(At >= Earliest && At <= Latest, ConsentEventProblem.At);
        Require(IsPrintable(NoticeVersion, 64), ConsentEventProblem.NoticeVersion);
        Require(IsPrintable(Source, 64), ConsentEventProblem.Source);
        Require(ValidUntil is not { } until || (State.IsGrant() && until > At && until <= Latest), ConsentEventProblem.ValidUntil);
        return problems.ToImmutable();

        void Require(bool holds, ConsentEventProblem otherwise)
        {
            if (!holds)
            {
                problems.Add(otherwise);
            }
        }
    }

    /// <summary>The same text for every event: ids that senders choose may hold more than they should.</summary>
    public override string ToString() => "consent event";

    private static bool IsOf(string? text, SearchValues<char> allowed, int max) =>
        text is { Length: > 0 } && text.Length <= max && !text.AsSpan().ContainsAnyExcept(allowed);

    private static bool IsPrintable(string? text, int max) =>
        text is { Length: > 0 } && text.Length <= max && !text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private static bool IsTerm(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < text.Length - 1 && text.IndexOf(':', colon + 1) < 0;
    }
}
