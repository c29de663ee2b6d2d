using System.Collections.Immutable;

namespace ShareGateway.Consent;

/// <summary>What became of a batch of events: all of it is durable, or none of it was stored.</summary>
/// <param name="Appended">Events that are new and durable now.</param>
/// <param name="Repeated">Events that were there already, or twice in the batch, with the same content.</param>
/// <param name="LastSequence">The store's highest sequence after the batch; 0 for an empty store and for a refused batch.</param>
/// <param name="Conflicts">Ids that exist with other content, in the batch's order. Not empty: nothing was stored.</param>
/// <param name="Rejections">Events that break a bound, in the batch's order. Not empty: nothing was stored.</param>
public sealed record ConsentReceipt(
    int Appended,
    int Repeated,
    long LastSequence,
    ImmutableArray<string> Conflicts,
    ImmutableArray<ConsentEventRejection> Rejections)
{
    /// <summary>True when every event of the batch is in the store.</summary>
    public bool Accepted => Conflicts.IsEmpty && Rejections.IsEmpty;

    internal static ConsentReceipt Refused(ImmutableArray<string> conflicts) => new(0, 0, 0, conflicts, []);

    internal static ConsentReceipt Refused(ImmutableArray<ConsentEventRejection> rejections) => new(0, 0, 0, [], rejections);
}
