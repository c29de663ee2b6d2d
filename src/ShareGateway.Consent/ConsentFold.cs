using System.Runtime.InteropServices;

namespace ShareGateway.Consent;

/// <summary>
/// What the events about one person, one purpose and one recipient (or none named) come to. A pure value: the latest grant and the latest
/// event that takes away. The default value holds no grant.
/// </summary>
/// <remarks>
/// <para>Both halves are maxima, so the order in which events arrive and how often they arrive do not matter, and a further
/// withdrawal can only take away. The latest moment wins. At the same moment the event that takes away wins over a grant, and of two grants the one
/// that ends sooner.</para>
/// <para>A grant dated later than now, by more than <see cref="Skew"/>, is not in force yet. An event that takes away is in force as soon as it is
/// known, whatever its date: a sender's clock that runs ahead must not keep data flowing.</para>
/// </remarks>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ConsentFold
{
    // How short a grant's end is kept: whole seconds since Epoch, up to the year 2126. 0 and the last number mean something else.
    private const uint NoGrant = 0;
    private const uint NoEnd = uint.MaxValue;
    private static readonly long Epoch = new DateTime(1990, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    // Ticks in UTC; 0 means none, as ConsentEvent.Check lets no moment before 1990 pass.
    private readonly long _grantedAt;
    private readonly long _grantEnds;
    private readonly long _cutAt;

    private ConsentFold(long grantedAt, long grantEnds, long cutAt) => (_grantedAt, _grantEnds, _cutAt) = (grantedAt, grantEnds, cutAt);

    /// <summary>How far a sender's clock may run ahead of ours: 2 minutes.</summary>
    public static TimeSpan Skew { get; } = TimeSpan.FromMinutes(2);

    /// <summary>Folds events at a moment.</summary>
    /// <param name="events">Those of one person, one purpose and one recipient (or none named), in any order.</param>
    /// <param name="now">Grants dated later, beyond <see cref="Skew"/>, are left out.</param>
    public static ConsentFold Of(IEnumerable<ConsentEvent> events, DateTimeOffset now)
    {
        var fold = default(ConsentFold);
        foreach (var item in events)
        {
            if (!IsPending(item.State, item.At.UtcTicks, now))
            {
                fold = fold.With(item.State, item.At.UtcTicks, EndsAt(item.ValidUntil));
            }
        }

        return fold;
    }

    /// <summary>Tells whether a person's events let a record pass.</summary>
    /// <param name="named">Events that name the recipient.</param>
    /// <param name="all">Events for the same purpose that name no recipient: what they take away, they take from every recipient.</param>
    /// <param name="mustNameRecipient">True: a grant that names no recipient does not count.</param>
    /// <param name="maxAge">A grant older than this does not count; a grant of exactly this age does.</param>
    /// <param name="now">The moment of release.</param>
    public static bool Allows(in ConsentFold named, in ConsentFold all, bool mustNameRecipient, TimeSpan maxAge, DateTimeOffset now)
    {
        long cutAt = Math.Max(named._cutAt, all._cutAt);
        var grant = mustNameRecipient ? named : named.LaterGrant(all);
        return grant._grantedAt > cutAt
            && now.UtcTicks < grant._grantEnds
            && now.UtcTicks - grant._grantedAt <= maxAge.Ticks
            && grant._grantedAt - now.UtcTicks <= Skew.Ticks;
    }

    /// <summary>True for a grant that has to wait until its moment comes.</summary>
    internal static bool IsPending(ConsentState state, long atTicks, DateTimeOffset now) =>
        state.IsGrant() && atTicks - now.UtcTicks > Skew.Ticks;

    internal static long EndsAt(DateTimeOffset? validUntil) => validUntil?.UtcTicks ?? long.MaxValue;

    /// <summary>The fold with one more event that is in force.</summary>
    internal ConsentFold With(ConsentState state, long atTicks, long endsTicks) =>
        state.IsGrant()
            ? LaterGrant(new ConsentFold(atTicks, endsTicks, 0))
            : new ConsentFold(_grantedAt, _grantEnds, Math.Max(_cutAt, atTicks));

    /// <summary>
    /// The fold in 12 bytes, where it is one of the usual ones: a grant that nothing was taken away before, without an end or with one at a whole second; or
    /// what took away the last grant, which is forgotten, as no further event can bring it back.
    /// </summary>
    /// <param name="at">Ticks of the grant, or of what takes away; never negative.</param>
    /// <param name="ends">What <see cref="Unpack"/> needs besides.</param>
    /// <returns>False for any other fold, which needs all its 24 bytes.</returns>
    internal bool TryPack(out long at, out uint ends)
    {
        if (_grantedAt <= _cutAt)
        {
            (at, ends) = (_cutAt, NoGrant);
            return true;
        }

        (long seconds, long rest) = Math.DivRem(_grantEnds - Epoch, TimeSpan.TicksPerSecond);
        bool isEndless = _grantEnds == long.MaxValue;
        (at, ends) = (_grantedAt, isEndless ? NoEnd : unchecked((uint)seconds));
        return _cutAt == 0 && (isEndless || (rest == 0 && seconds is > NoGrant and < NoEnd));
    }

    /// <summary>What <see cref="TryPack"/> packed; the default fold for zeros.</summary>
    internal static ConsentFold Unpack(long at, uint ends) => ends == NoGrant
        ? new ConsentFold(0, 0, at)
        : new ConsentFold(at, ends == NoEnd ? long.MaxValue : Epoch + (ends * TimeSpan.TicksPerSecond), 0);

    private ConsentFold LaterGrant(in ConsentFold other)
    {
        if (other._grantedAt == _grantedAt)
        {
            return new ConsentFold(_grantedAt, Math.Min(_grantEnds, other._grantEnds), _cutAt);
        }

        return other._grantedAt > _grantedAt ? new ConsentFold(other._grantedAt, other._grantEnds, _cutAt) : this;
    }
}
