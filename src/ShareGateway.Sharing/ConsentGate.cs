using ShareGateway.Consent;
using ShareGateway.Policy;
using ShareGateway.Privacy.Keys;
using ShareGateway.Records;

namespace ShareGateway.Sharing;

/// <summary>
/// Decides record by record whether every person in it may be shared now (I4). Belongs to one response; not safe for several threads.
/// </summary>
/// <param name="consentKey">The controller's key for the consent store.</param>
/// <param name="index">What is known of consents.</param>
/// <param name="plan">The terms; without consent terms everybody who can be named may be shared.</param>
/// <param name="clock">The moment of each decision.</param>
public class ConsentGate(SubjectReferenceKey consentKey, ConsentIndex index, SharePlan plan, TimeProvider clock) : PersonGate
{
    private readonly Dictionary<string, SubjectScheme> _schemes = new(StringComparer.Ordinal);
    private string? _lastName;
    private SubjectScheme? _lastScheme;
    private SubjectKey[] _foreseen = new SubjectKey[2];
    private int _foreseenCount;
    private RecordPeople? _foreseenPeople; // whose record they belong to ...
    private long _foreseenRecord; // ... and which one: nobody is answered for by another record's key
    private readonly ConsentQuestion? _question = plan.Consent is { } terms
        ? index.Prepare(plan.Purpose, plan.Recipient.Id, terms.MustNameRecipient, terms.MaxAge)
        : null;

    /// <summary>When consent was first asked for what stands in the chunk; null when it was not needed. Set back by whoever takes the chunk.</summary>
    protected DateTimeOffset? DecidedSince { get; set; }

    /// <inheritdoc/>
    public sealed override bool Admits(RecordPeople people)
    {
        ArgumentNullException.ThrowIfNull(people);
        if (people.Count == 0)
        {
            return false;
        }

        if (_question is not { } asked)
        {
            return true;
        }

        var now = clock.GetUtcNow();
        DecidedSince ??= now;
        var foreseen = ForeseenOf(people);
        for (var i = 0; i < people.Count; i++)
        {
            if (!index.Allows(i < foreseen ? _foreseen[i] : KeyOf(people, i), asked, now))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public sealed override void Foresee(RecordPeople people)
    {
        ArgumentNullException.ThrowIfNull(people);
        if (_question is null)
        {
            return;
        }

        var last = people.Count - 1;
        if (ForeseenOf(people) != last)
        {
            return; // somebody before was not foreseen
        }

        if (last == _foreseen.Length)
        {
            Array.Resize(ref _foreseen, 2 * last);
        }

        (_foreseen[last], _foreseenCount, _foreseenPeople, _foreseenRecord) = (KeyOf(people, last), people.Count, people, people.Record);
        index.Foresee(_foreseen[last]);
    }

    /// <inheritdoc/>
    public sealed override void Approach(RecordPeople people)
    {
        if (_question is not null && ForeseenOf(people) is > 0 and var count)
        {
            index.Approach(_foreseen[count - 1]);
        }
    }

    /// <inheritdoc/>
    public override void Committed(RecordPeople people)
    {
    }

    /// <summary>Prepares each kind of id once for the response.</summary>
    protected SubjectScheme SchemeOf(RecordPeople people, int i)
    {
        ArgumentNullException.ThrowIfNull(people);
        var name = people.Scheme(i);
        if (ReferenceEquals(name, _lastName))
        {
            return _lastScheme!; // mostly there is but one
        }

        if (!_schemes.TryGetValue(name, out var scheme))
        {
            _schemes.Add(name, scheme = new SubjectScheme(name));
        }

        (_lastName, _lastScheme) = (name, scheme);
        return scheme;
    }

    /// <summary>How many of the people of this very record have their key in <see cref="_foreseen"/>, from the first on.</summary>
    private int ForeseenOf(RecordPeople people) =>
        ReferenceEquals(people, _foreseenPeople) && people.Record == _foreseenRecord ? _foreseenCount : 0;

    private SubjectKey KeyOf(RecordPeople people, int i)
    {
        Span<byte> key = stackalloc byte[SubjectKey.Size];
        consentKey.Write(SchemeOf(people, i), people.Id(i), key);
        return SubjectKey.FromBytes(key);
    }
}
