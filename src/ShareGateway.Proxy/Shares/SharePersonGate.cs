using ShareGateway.Audit.Entries;
using ShareGateway.Consent;
using ShareGateway.Policy;
using ShareGateway.Privacy.Keys;
using ShareGateway.Records;
using ShareGateway.Sharing;

namespace ShareGateway.Proxy.Shares;

/// <summary>The gate of a real answer: it also keeps the audit references of the people who stand in the chunk.</summary>
internal sealed class SharePersonGate(
    SubjectReferenceKey consentKey, SubjectReferenceKey auditKey, ConsentIndex index, SharePlan plan, TimeProvider clock)
    : ConsentGate(consentKey, index, plan, clock)
{
    private readonly List<SubjectReference> _references = []; // some twice: the log counts each once

    /// <summary>What the gate knows of the chunk so far; begins a new one.</summary>
    public GatedChunk TakeChunk()
    {
        var taken = new GatedChunk(_references.ToArray(), DecidedSince);
        _references.Clear();
        DecidedSince = null;
        return taken;
    }

    /// <inheritdoc/>
    public override void Committed(RecordPeople people)
    {
        Span<byte> reference = stackalloc byte[SubjectReferenceKey.ReferenceBytes];
        for (var i = 0; i < people.Count; i++)
        {
            auditKey.Write(SchemeOf(people, i), people.Id(i), reference);
            _references.Add(new SubjectReference(reference));
        }
    }
}

/// <summary>The people of one chunk.</summary>
/// <param name="References">Their audit references, in any order, some perhaps twice.</param>
/// <param name="DecidedSince">When consent was first asked for this chunk; null when it was not needed.</param>
internal readonly record struct GatedChunk(ReadOnlyMemory<SubjectReference> References, DateTimeOffset? DecidedSince)
{
    /// <summary>The people of two parts of one chunk.</summary>
    public GatedChunk And(GatedChunk later) => References.IsEmpty
        ? later
        : new((SubjectReference[])[.. References.Span, .. later.References.Span], DecidedSince ?? later.DecidedSince);
}
