using System.Runtime.InteropServices;

namespace ShareGateway.Consent;

/// <summary>
/// Folds by person and scope, compact: 4 to 8 bytes of hash table and 24 bytes per person, 32 bytes per fold. Nothing is ever removed.
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

    // Position + 1 of a person in _people; 0 is free. Linear probing, at most half full. Replaced as a whole when it grows.
    private int[] _buckets = new int[1024];

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

        int next = Volatile.Read(ref _people[person].Head);
        while (next != None)
        {
            ref readonly var entry = ref _entries[next];
            if (entry.Scope == firstScope)
            {
                first = entry.Fold;
            }
            else if (entry.Scope == secondScope)
            {
                second = entry.Fold;
            }

            next = entry.Next;
        }
    }

    /// <summary>The place of a fold, made when there is none. For the writer only.</summary>
    public ref ConsentFold Place(in SubjectKey subject, int scope)
    {
        int person = Find(subject);
        if (person == None)
        {
            person = AddPerson(subject);
        }

        ref int head = ref _people[person].Head;
        for (int i = head; i != None; i = _entries[i].Next)
        {
            if (_entries[i].Scope == scope)
            {
                return ref _entries[i].Fold;
            }
        }

        int added = _entries.Add(new Entry { Scope = scope, Next = head });
        Volatile.Write(ref head, added);
        return ref _entries[added].Fold;
    }

    private int Find(in SubjectKey subject)
    {
        int[] buckets = Volatile.Read(ref _buckets);
        int mask = buckets.Length - 1;
        for (int i = subject.GetHashCode() & mask; ; i = (i + 1) & mask)
        {
            int position = Volatile.Read(ref buckets[i]);
            if (position == 0)
            {
                return None;
            }

            if (_people[position - 1].Key == subject)
            {
                return position - 1;
            }
        }
    }

    private int AddPerson(in SubjectKey subject)
    {
        if (_people.Count >= _buckets.Length / 2)
        {
            Grow();
        }

        int person = _people.Add(new Person { Key = subject, Head = None });
        Link(_buckets, person);
        return person;
    }

    private void Grow()
    {
        int[] larger = new int[_buckets.Length * 2];
        for (int person = 0; person < _people.Count; person++)
        {
            Link(larger, person);
        }

        Volatile.Write(ref _buckets, larger);
    }

    private void Link(int[] buckets, int person)
    {
        int mask = buckets.Length - 1;
        int i = _people[person].Key.GetHashCode() & mask;
        while (buckets[i] != 0)
        {
            i = (i + 1) & mask;
        }

        Volatile.Write(ref buckets[i], person + 1);
    }

    // Side by side: a look at somebody costs one miss of the cache less.
    [StructLayout(LayoutKind.Auto)]
    private struct Person
    {
        public SubjectKey Key;
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
