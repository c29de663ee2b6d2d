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
    public override void Foresee(RecordBatch batch) => _real.Foresee(batch);

    /// <inheritdoc/>
    public override void Judge(RecordBatch batch, Span<bool> admitted)
    {
        _real.Judge(batch, admitted);
        admitted.Fill(true);
    }

    /// <inheritdoc/>
    public override void Committed(RecordPeople people) => _real.Committed(people);
}
