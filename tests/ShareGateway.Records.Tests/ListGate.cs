using System.Text;

namespace ShareGateway.Records.Tests;

/// <summary>
/// Refuses the people whose id starts with <c>no</c>, and remembers what it was asked and told. It is asked about each record once, and told of those it
/// admitted alone, in their order.
/// </summary>
internal sealed class ListGate : PersonGate
{
    private readonly Queue<string> _admitted = [];

    public List<string> Asked { get; } = [];

    public List<string> Told { get; } = [];

    /// <summary>How many records it was asked about at once, call by call.</summary>
    public List<int> Batches { get; } = [];

    public override void Judge(RecordBatch batch, Span<bool> admitted)
    {
        Require(batch.Count > 0 && admitted.Length == batch.Count && !admitted.Contains(true), "records, none of them admitted beforehand");
        Batches.Add(batch.Count);
        _admitted.Clear();
        int person = 0;
        for (int i = 0; i < batch.Count; i++)
        {
            var people = batch[i];
            Require(people.Count > 0, "somebody in each record");
            admitted[i] = true;
            for (int j = 0; j < people.Count; j++, person++)
            {
                admitted[i] &= !people.Id(j).StartsWith("no"u8);
                Require(batch.Ids[person].SequenceEqual(people.Id(j)) && batch.Scheme(person) == people.Scheme(j), "the same people one by one and together");
            }

            Asked.Add(Write(people));
            if (admitted[i])
            {
                _admitted.Enqueue(Asked[^1]);
            }
        }

        Require(person == batch.People && person == batch.Ids.Count, "nobody beside the records' people");
    }

    public override void Committed(RecordPeople people)
    {
        string told = Write(people);
        while (_admitted.Dequeue() != told)
        {
            // admitted, and withheld for another reason
        }

        Told.Add(told);
    }

    private static void Require(bool holds, string expected)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"expected {expected}");
        }
    }

    private static string Write(RecordPeople people)
    {
        var text = new StringBuilder();
        for (int i = 0; i < people.Count; i++)
        {
            text.Append(i == 0 ? "" : " ").Append(people.Scheme(i)).Append(':').Append(Encoding.UTF8.GetString(people.Id(i)));
        }

        return text.ToString();
    }
}
