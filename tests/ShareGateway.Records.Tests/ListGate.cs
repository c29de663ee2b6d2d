using System.Text;

namespace ShareGateway.Records.Tests;

/// <summary>
/// Refuses the people whose id starts with <c>no</c>, and remembers what it was asked and told. Whoever it is asked about must have been foreseen, one by
/// one and in this order, in the same record.
/// </summary>
internal sealed class ListGate : PersonGate
{
    private readonly List<string> _foreseen = [];
    private (RecordPeople People, long Record) _of;
    private bool _isApproached = true;

    public List<string> Asked { get; } = [];

    public List<string> Told { get; } = [];

    public override void Foresee(RecordPeople people)
    {
        if (_of != (people, people.Record))
        {
            _of = (people, people.Record);
            _foreseen.Clear();
        }

        _foreseen.Add(Write(people));
        _isApproached = false;
    }

    public override void Approach(RecordPeople people)
    {
        Require(_of == (people, people.Record) && !_isApproached, "approached once, in the record of whoever was foreseen");
        _isApproached = true;
    }

    public override bool Admits(RecordPeople people)
    {
        Require(_of == (people, people.Record) && people.Count == _foreseen.Count && Write(people) == _foreseen[^1], "everybody foreseen");
        Asked.Add(Write(people));
        for (int i = 0; i < people.Count; i++)
        {
            if (people.Id(i).StartsWith("no"u8))
            {
                return false;
            }
        }

        return true;
    }

    public override void Committed(RecordPeople people) => Told.Add(Write(people));

    private static void Require(bool holds, string expected)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"expected {expected}");
        }
    }

    private static string Write(RecordPeople people) =>
        string.Join(' ', Enumerable.Range(0, people.Count).Select(i => $"{people.Scheme(i)}:{Encoding.UTF8.GetString(people.Id(i))}"));
}
