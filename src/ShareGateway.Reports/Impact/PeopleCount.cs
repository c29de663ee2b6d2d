using ShareGateway.Audit.Entries;

namespace ShareGateway.Reports.Impact;

/// <summary>Counts different people per group, up to a number in all: beyond it, counts are lower bounds.</summary>
internal sealed class PeopleCount(int most)
{
    public const int Most = 4_000_000;

    private int _counted;

    public void Add(ShareGroup group, IReadOnlyList<SubjectReference>? people)
    {
        group.IsAtLeast |= people is null;
        foreach (var person in people ?? [])
        {
            if (group.People.Contains(person))
            {
                continue;
            }

            if (_counted == most)
            {
                group.IsAtLeast = true;
                return;
            }

            group.People.Add(person);
            _counted++;
        }
    }
}
