using ShareGateway.Consent;
using ShareGateway.Policy;
using ShareGateway.Privacy.Keys;
using ShareGateway.Proxy.Shares;
using ShareGateway.Records;

namespace ShareGateway.Proxy.Rehearsals;

/// <summary>Asks for everybody as a real answer does, and admits them all: there is nobody in a made-up body.</summary>
internal sealed class RehearsalGate(SubjectReferenceKey consentKey, ConsentIndex index, SharePlan plan, TimeProvider clock) : PersonGate
{
    private readonly SharePersonGate _real = new(consentKey, index, plan, clock);

    /// <inheritdoc/>
    public override bool Admits(RecordPeople people)
    {
        _ = _real.Admits(people);
        return true;
    }

    /// <inheritdoc/>
    public override void Committed(RecordPeople people) => _real.Committed(people);
}
