using ShareGateway.Consent;
using ShareGateway.Policy;
using ShareGateway.Privacy.Keys;
using ShareGateway.Records;

namespace ShareGateway.Sharing.Trials;

/// <summary>The gateway's own gate, which also notes by name whom it let through.</summary>
internal sealed class TrialGate(SubjectReferenceKey consentKey, ConsentIndex index, SharePlan plan, TimeProvider clock, TrialPeople people)
    : ConsentGate(consentKey, index, plan, clock)
{
    /// <summary>Everybody who stands in a record that leaves, by name.</summary>
    public SortedSet<string> Shared { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override void Committed(RecordPeople people)
    {
        for (var i = 0; i < people.Count; i++)
        {
            Shared.Add(NameOf(people, i));
        }
    }

    private string NameOf(RecordPeople record, int i) => people.NameOf(record.Scheme(i), record.Id(i)) ?? "somebody who is not in the test";
}
