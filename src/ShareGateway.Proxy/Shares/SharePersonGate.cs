using ShareGateway.Consent;
using ShareGateway.Policy;
using ShareGateway.Privacy.Keys;
using ShareGateway.Records;
using ShareGateway.Sharing;

namespace ShareGateway.Proxy.Shares;

/// <summary>The gate of a real answer: it also keeps the people who stand in the chunk.</summary>
internal sealed class SharePersonGate(SubjectReferenceKey consentKey, ConsentIndex index, SharePlan plan, TimeProvider clock)
    : ConsentGate(consentKey, index, plan, clock)
{
    private ChunkPeople _people = new();

    /// <summary>What the gate knows of the chunk so far; begins a new one.</summary>
    public GatedChunk TakeChunk()
    {
        var taken = new GatedChunk(_people, DecidedSince);
        _people = new();
        DecidedSince = null;
        return taken;
    }

    /// <inheritdoc/>
    public override void Committed(RecordPeople people)
    {
        for (var i = 0; i < people.Count; i++)
        {
            _people.Add(SchemeOf(people.Scheme(i)), people.Id(i));
        }
    }
}

/// <summary>The people of one chunk.</summary>
/// <param name="People">Who they are; null for nobody.</param>
/// <param name="DecidedSince">When consent was first asked for this chunk; null when it was not needed.</param>
internal readonly record struct GatedChunk(ChunkPeople? People, DateTimeOffset? DecidedSince)
{
    /// <summary>The people of two parts of one chunk; those of the later part belong to the earlier then.</summary>
    public GatedChunk And(GatedChunk later)
    {
        if (People is null || later.People is null)
        {
            return later.People is null ? this : later;
        }

        People.TakeOver(later.People);
        return new(People, DecidedSince ?? later.DecidedSince);
    }
}
