using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShareGateway.Consent;

/// <summary>
/// Folds by person and scope, compact: 11 to 22 bytes of hash table and 48 bytes for a person with one fold, 32 bytes for each further
/// fold. A look at somebody costs two misses of the cache. Nothing is ever removed.
/// </summary>
/// <remarks>
/// One writer at a time, any number of readers beside it. A reader never fails and never loops for ever, but it may see a fold half written:
/// <see cref="ConsentIndex"/> has it read again when it did.
/// </remarks>
internal sealed class SubjectTable
{
    private const int None = -1;

    private readonly ChunkedList<Person> _people = new();
    private readonly ChunkedList<Entry> _entries = new();

    // A part of the person's hash, so that a neighbour's row is not looked at in vain, and the position + 1 in _people; 0 is free.
    // Linear probing, at most three quarters full. Replaced as a whole when it grows.
    private ulong[] _buckets = new ulong[1024];

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

        ref readonly var row = ref _people[person];
        Take(row.Scope, row.Fold, firstScope, secondScope, ref first, ref second);
        int next = Volatile.Read(ref Unsafe.AsRef(in row).Head);
        while (next != None)
        {
            ref readonly var entry = ref _entries[next];
            Take(entry.Scope, entry.Fold, firstScope, secondScope, ref first, ref second);
            next = entry.Next;
        }
    }

    /// <summary>
    /// Says that these people will be looked up soon: the processor fetches what tells where they lie, for all of them side by side. <see cref="ForeseeRows"/>
    /// belongs behind it, some hundred nanoseconds later.
    /// </summary>
    public void ForeseeBuckets(ReadOnlySpan<SubjectKey> subjects)
    {
        ulong[] buckets = Volatile.Read(ref _buckets);
        foreach (ref readonly var subject in subjects)
        {
            CacheLines.Fetch(ref buckets[FirstOf(subject.Hash) & (buckets.Length - 1)]);
        }
    }

    /// <summary>The second round: what is known of them is fetched.</summary>
    public void ForeseeRows(ReadOnlySpan<SubjectKey> subjects)
    {
        ulong[] buckets = Volatile.Read(ref _buckets);
        foreach (ref readonly var subject in subjects)
        {
            ulong hash = subject.Hash;
            int i = FirstOf(hash) & (buckets.Length - 1);
            ulong bucket = Volatile.Read(ref buckets[i]);
            while (bucket != 0 && (bucket ^ hash) >> 32 != 0)
            {
                i = (i + 1) & (buckets.Length - 1);
                bucket = Volatile.Read(ref buckets[i]);
            }

            if (bucket != 0)
            {
                CacheLines.Fetch(ref _people[(int)bucket - 1]);
            }
        }
    }

    /// <summary>The place of a fold, made when there is none. For the writer only.</summary>
    public ref ConsentFold Place(in SubjectKey subject, int scope)
    {
        int person = Find(subject);
        if (person == None)
        {
            return ref AddPerson(subject, scope).Fold;
        }

        ref var row = ref _people[person];
        if (row.Scope == scope)
        {
            return ref row.Fold;
        }

        for (int i = row.Head; i != None; i = _entries[i].Next)
        {
            if (_entries[i].Scope == scope)
            {
                return ref _entries[i].Fold;
            }
        }

        int added = _entries.Add(new Entry { Scope = scope, Next = row.Head });
        Volatile.Write(ref row.Head, added);
        return ref _entries[added].Fold;
    }

    private static void Take(
        int scope, in ConsentFold fold, int firstScope, int secondScope, ref ConsentFold first, ref ConsentFold second)
    {
        if (scope == firstScope)
        {
            first = fold;
        }
        else if (scope == secondScope)
        {
            second = fold;
        }
    }

    private int Find(in SubjectKey subject)
    {
        ulong[] buckets = Volatile.Read(ref _buckets);
        int mask = buckets.Length - 1;
        ulong hash = subject.Hash;
        for (int i = FirstOf(hash) & mask; ; i = (i + 1) & mask)
        {
            ulong bucket = Volatile.Read(ref buckets[i]);
            if (bucket == 0)
            {
                return None;
            }

            int position = (int)bucket - 1;
            if ((bucket ^ hash) >> 32 == 0 && _people[position].Key == subject)
            {
                return position;
            }
        }
    }

    private ref Person AddPerson(in SubjectKey subject, int scope)
    {
        if (_people.Count >= _buckets.Length / 4 * 3)
        {
            Grow();
        }

        int person = _people.Add(new Person { Key = subject, Scope = scope, Head = None });
        Link(_buckets, person);
        return ref _people[person];
    }

    private void Grow()
    {
        ulong[] larger = new ulong[_buckets.Length * 2];
        for (int person = 0; person < _people.Count; person++)
        {
            Link(larger, person);
        }

        Volatile.Write(ref _buckets, larger);
    }

    private void Link(ulong[] buckets, int person)
    {
        int mask = buckets.Length - 1;
        ulong hash = _people[person].Key.Hash;
        int i = FirstOf(hash) & mask;
        while (buckets[i] != 0)
        {
            i = (i + 1) & mask;
        }

        Volatile.Write(ref buckets[i], (hash >> 32 << 32) | (uint)(person + 1));
    }

    /// <summary>Where to look first: the half of the hash that is not kept in the bucket.</summary>
    private static int FirstOf(ulong hash) => (int)hash;

    // The first fold lies with its person: most have one.
    [StructLayout(LayoutKind.Auto)]
    private struct Person
    {
        public SubjectKey Key;
        public ConsentFold Fold;
        public int Scope;
        public int Head;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Entry
    {
        public ConsentFold Fold;
        public int Scope;
        public int Next;
    }
}
