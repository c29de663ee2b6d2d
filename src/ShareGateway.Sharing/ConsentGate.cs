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
    private const int SetSize = 16; // keys that are made at once
    private Dictionary<string, SubjectScheme>? _schemes; // mostly there is but one kind, and no need of it
    private string? _lastName;
    private SubjectScheme? _lastScheme;
    private SubjectKey[] _keys = new SubjectKey[4]; // of everybody in the batch
    private readonly byte[] _keyBytes = new byte[SetSize * SubjectKey.Size];
    private (RecordBatch? Batch, long Number, int People) _foreseen; // whose keys they are: nobody is answered for by another batch's
    private readonly ConsentQuestion? _question = plan.Consent is { } terms
        ? index.Prepare(plan.Purpose, plan.Recipient.Id, terms.MustNameRecipient, terms.MaxAge)
        : null;

    /// <summary>When consent was first asked for what stands in the chunk; null when it was not needed. Set back by whoever takes the chunk.</summary>
    protected DateTimeOffset? DecidedSince { get; set; }

    /// <inheritdoc/>
    public sealed override void Foresee(RecordBatch batch)
    {
        if (_question is not null)
        {
            KeysOf(batch);
        }
    }

    /// <inheritdoc/>
    public sealed override void Judge(RecordBatch batch, Span<bool> admitted)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (_question is not { } asked)
        {
            for (var record = 0; record < batch.Count; record++)
            {
                admitted[record] = batch[record].Count > 0;
            }

            return;
        }

        var now = clock.GetUtcNow();
        DecidedSince ??= now;
        ReadOnlySpan<SubjectKey> keys = _foreseen == (batch, batch.Number, batch.People) ? _keys.AsSpan(0, batch.People) : KeysOf(batch);
        var first = 0;
        for (var record = 0; record < batch.Count; record++)
        {
            var people = batch[record].Count;
            admitted[record] = people > 0 && AllowsAll(keys.Slice(first, people), asked, now);
            first += people;
        }
    }

    /// <inheritdoc/>
    public override void Committed(RecordPeople people)
    {
    }

    /// <summary>Prepares each kind of id once for the response.</summary>
    /// <param name="name">Of the kind.</param>
    protected SubjectScheme SchemeOf(string name)
    {
        if (ReferenceEquals(name, _lastName))
        {
            return _lastScheme!;
        }

        if (_lastName is not null)
        {
            _schemes ??= new(StringComparer.Ordinal);
            _schemes[_lastName] = _lastScheme!;
        }

        _lastScheme = _schemes?.GetValueOrDefault(name) ?? new SubjectScheme(name);
        _lastName = name;
        return _lastScheme;
    }

    private bool AllowsAll(ReadOnlySpan<SubjectKey> people, in ConsentQuestion asked, DateTimeOffset now)
    {
        foreach (ref readonly var person in people)
        {
            if (!index.Allows(person, asked, now))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Everybody's key in the consent store, in the order of <see cref="RecordBatch.Ids"/>: neighbours of one kind at once.</summary>
    private ReadOnlySpan<SubjectKey> KeysOf(RecordBatch batch)
    {
        var count = batch.People;
        _foreseen = default; // until all are there
        if (_keys.Length < count)
        {
            var room = Math.Max(count, 2 * _keys.Length);
            _keys = new SubjectKey[room];
        }

        var before = ReadOnlySpan<SubjectKey>.Empty;
        for (int first = 0, end; first < count; first = end)
        {
            end = EndOfSet(batch, first, count);
            var set = _keys.AsSpan(first, end - first);
            consentKey.WriteMany(SchemeOf(batch.Scheme(first)), batch.Ids.Slice(first, set.Length), _keyBytes);
            for (var i = 0; i < set.Length; i++)
            {
                set[i] = SubjectKey.FromBytes(_keyBytes.AsSpan(i * SubjectKey.Size, SubjectKey.Size));
            }

            // While the next set's keys are made, this one's first misses go on, and the second ones of the set before.
            index.ForeseeBuckets(set);
            index.ForeseeRows(before);
            before = set;
        }

        index.ForeseeRows(before);
        _foreseen = (batch, batch.Number, count);
        return _keys.AsSpan(0, count);
    }

    private static int EndOfSet(RecordBatch batch, int first, int count)
    {
        var name = batch.Scheme(first);
        var end = first + 1;
        while (end < count && end - first < SetSize && ReferenceEquals(batch.Scheme(end), name))
        {
            end++;
        }

        return end;
    }
}
