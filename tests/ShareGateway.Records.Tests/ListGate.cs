using System.Text;

namespace ShareGateway.Records.Tests;

/// <summary>Refuses the people whose id starts with <c>no</c>, and remembers what it was asked and told.</summary>
internal sealed class ListGate : PersonGate
{
    public List<string> Asked { get; } = [];

    public List<string> Told { get; } = [];

    public override bool Admits(RecordPeople people)
    {
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

    private static string Write(RecordPeople people) =>
        string.Join(' ', Enumerable.Range(0, people.Count).Select(i => $"{people.Scheme(i)}:{Encoding.UTF8.GetString(people.Id(i))}"));
}
