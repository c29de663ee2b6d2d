using System.Numerics;
using System.Runtime.InteropServices;

namespace ShareGateway.Consent;

/// <summary>
/// Folds by person and scope, compact: 5 to 11 bytes of hash table, 32 bytes for a person, 24 more for each fold of somebody who has several, and 24 for each fold
/// that is out of the ordinary (<see cref="ConsentFold.TryPack"/>). A look at somebody with one fold costs two misses of the cache. Nothing is ever removed.
/// </summary>
/// <remarks>
/// One writer at a time, any number of readers beside it. A reader never fails and never loops for ever, but it may see a fold half written:
/// <see cref="ConsentIndex"/> has it read again when it did.
/// </remarks>
internal sealed class SubjectTable
{
    private const int None = -1;
    private const int Several = 0; // in the place of a scope, whose numbers begin at 1

    private readonly ChunkedList<Person> _people = new();
    private readonly ChunkedList<Entry> _entries = new();
    private readonly ChunkedList<ConsentFold> _wide = new();

    // The position + 1 in _people, in as many low bits as the table's length needs; above them that part of the person's hash, so that a neighbour's row
    // is seldom looked at in vain. 0 is free. Linear probing, at most three quarters full. Replaced as a whole when it grows.
    private uint[] _buckets = new uint[1024];

    /// <summary>People known.</summary>
    public int Count => _people.Count;

    /// <summary>Reads the folds of two scopes of one person; those that do not exist are left at their default.</summary>
    public void Read(in SubjectKey subject, int firstScope, int secondScope, out ConsentFold first, out ConsentFold second)
    {
        first = second = default;
        int person = Find(subject);
        if (person == None)
        {
            return;
        }

        ref readonly var row = ref _people[person].Fold;
        if (Volatile.Read(in row.Scope) != Several)
        {
            Take(row, firstScope, secondScope, ref first, ref second);
            return;
        }

        for (int i = (int)Volatile.Read(in row.At); i != None; i = _entries[i].Next)
        {
            Take(_entries[i].Fold, firstScope, secondScope, ref first, ref second);
        }
    }

    /// <summary>
    /// Says that these people will be looked up soon: the processor fetches what tells where they lie, for all of them side by side. <see cref="ForeseeRows"/>
    /// belongs behind it, some hundred nanoseconds later.
    /// </summary>
    public void ForeseeBuckets(ReadOnlySpan<SubjectKey> subjects)
    {
        uint[] buckets = Volatile.Read(ref _buckets);
        foreach (ref readonly var subject in subjects)
        {
            CacheLines.Fetch(ref buckets[FirstOf(subject.Hash) & (buckets.Length - 1)]);
        }
    }

    /// <summary>The second round: what is known of them is fetched.</summary>
    public void ForeseeRows(ReadOnlySpan<SubjectKey> subjects)
    {
        uint[] buckets = Volatile.Read(ref _buckets);
        int bits = BitOperations.Log2((uint)buckets.Length);
        foreach (ref readonly var subject in subjects)
        {
            ulong hash = subject.Hash;
            int i = FirstOf(hash) & (buckets.Length - 1);
            uint bucket = Volatile.Read(ref buckets[i]);
            while (bucket != 0 && !MayBe(bucket, hash, bits))
            {
                i = (i + 1) & (buckets.Length - 1);
                bucket = Volatile.Read(ref buckets[i]);
            }

            if (bucket != 0)
            {
                CacheLines.Fetch(ref _people[PositionIn(bucket, bits)]);
            }
        }
    }

    /// <summary>Adds an event that is in force to the fold of this person and scope. For the writer only.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="scope">1 or more.</param>
    /// <param name="state">What the event says; as the two others, see <see cref="ConsentFold.With"/>.</param>
    /// <param name="atTicks">When.</param>
    /// <param name="endsTicks">Until when a grant counts.</param>
    public void Add(in SubjectKey subject, int scope, ConsentState state, long atTicks, long endsTicks)
    {
        ref var place = ref Place(subject, scope);
        Write(ref place, Whole(place).With(state, atTicks, endsTicks));
    }

    private ref ScopedFold Place(in SubjectKey subject, int scope)
    {
        int person = Find(subject);
        if (person == None)
        {
            return ref AddPerson(subject, scope).Fold;
        }

        ref var row = ref _people[person].Fold;
        if (row.Scope == scope)
        {
            return ref row;
        }

        if (row.Scope != Several)
        {
            // In this order: a reader that sees the scope gone sees where to go on.
            Volatile.Write(ref row.At, _entries.Add(new Entry { Fold = row, Next = None }));
            Volatile.Write(ref row.Scope, Several);
        }

        return ref PlaceOfSeveral(ref row.At, scope);
    }

    private ref ScopedFold PlaceOfSeveral(ref long head, int scope)
    {
        for (int i = (int)head; i != None; i = _entries[i].Next)
        {
            if (_entries[i].Fold.Scope == scope)
            {
                return ref _entries[i].Fold;
            }
        }

        int added = _entries.Add(new Entry { Fold = new ScopedFold { Scope = scope }, Next = (int)head });
        Volatile.Write(ref head, added);
        return ref _entries[added].Fold;
    }

    private void Write(ref ScopedFold place, in ConsentFold fold)
    {
        if (place.At < 0)
        {
            _wide[(int)~place.At] = fold;
        }
        else if (fold.TryPack(out long at, out uint ends))
        {
            (place.At, place.Ends) = (at, ends);
        }
        else
        {
            Volatile.Write(ref place.At, ~(long)_wide.Add(fold));
        }
    }

    private void Take(in ScopedFold place, int firstScope, int secondScope, ref ConsentFold first, ref ConsentFold second)
    {
        if (place.Scope == firstScope)
        {
            first = Whole(place);
        }
        else if (place.Scope == secondScope)
        {
            second = Whole(place);
        }
    }

    private ConsentFold Whole(in ScopedFold place)
    {
        long at = Volatile.Read(in place.At);
        return at < 0 ? _wide[(int)~at] : ConsentFold.Unpack(at, place.Ends);
    }

    private int Find(in SubjectKey subject)
    {
        uint[] buckets = Volatile.Read(ref _buckets);
        int mask = buckets.Length - 1;
        int bits = BitOperations.Log2((uint)buckets.Length);
        ulong hash = subject.Hash;
        for (int i = FirstOf(hash) & mask; ; i = (i + 1) & mask)
        {
            uint bucket = Volatile.Read(ref buckets[i]);
            if (bucket == 0)
            {
                return None;
            }

            if (MayBe(bucket, hash, bits) && _people[PositionIn(bucket, bits)].Key == subject)
            {
                return PositionIn(bucket, bits);
            }
        }
    }

    private ref Person AddPerson(in SubjectKey subject, int scope)
    {
        if (_people.Count >= _buckets.Length / 4 * 3)
        {
            Grow();
        }

        int person = _people.Add(new Person { Key = subject, Fold = new ScopedFold { Scope = scope } });
        Link(_buckets, person);
        return ref _people[person];
    }

    private void Grow()
    {
        uint[] larger = new uint[_buckets.Length * 2];
        for (int person = 0; person < _people.Count; person++)
        {
            Link(larger, person);
        }

        Volatile.Write(ref _buckets, larger);
    }

    private void Link(uint[] buckets, int person)
    {
        int mask = buckets.Length - 1;
        ulong hash = _people[person].Key.Hash;
        int i = FirstOf(hash) & mask;
        while (buckets[i] != 0)
        {
            i = (i + 1) & mask;
        }

        Volatile.Write(ref buckets[i], BucketOf(hash, person, BitOperations.Log2((uint)buckets.Length)));
    }

    /// <summary>Where to look first: the half of the hash that is not kept in the bucket.</summary>
    private static int FirstOf(ulong hash) => (int)hash;

    /// <summary>What stands in a bucket, never 0: the position of a person, and as much of the hash as there is room for above it.</summary>
    /// <param name="hash">The person's.</param>
    /// <param name="position">Less than three quarters of the table's length.</param>
    /// <param name="bits">Of the table's length: 10 to 30.</param>
    internal static uint BucketOf(ulong hash, int position, int bits) => ((uint)(hash >> 32) >> bits << bits) | (uint)(position + 1);

    /// <summary>False for a bucket of somebody with another hash, as far as it is kept.</summary>
    internal static bool MayBe(uint bucket, ulong hash, int bits) => (bucket ^ (uint)(hash >> 32)) >> bits == 0;

    /// <summary>The position in a bucket that is not free.</summary>
    internal static int PositionIn(uint bucket, int bits) => (int)(bucket & ((1u << bits) - 1)) - 1;

    // The fold lies with its person when there is one: most have one. Of several, At is the place of the newest in _entries.
    [StructLayout(LayoutKind.Auto)]
    private struct Person
    {
        public SubjectKey Key;
        public ScopedFold Fold;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Entry
    {
        public ScopedFold Fold;
        public int Next;
    }

    // A packed fold; or, At being below 0, its complement is the place in _wide.
    [StructLayout(LayoutKind.Auto)]
    private struct ScopedFold
    {
        public long At;
        public uint Ends;
        public int Scope;
    }
}
