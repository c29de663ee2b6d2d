using System.Runtime.InteropServices;

namespace ShareGateway.Consent;

/// <summary>A stretch of the store's events, cut down to what the index needs, and the contexts that they are the first to use.</summary>
internal sealed record ConsentFeed(List<ConsentFeed.Mark> Marks, List<(long Context, string Purpose, string? Recipient)> Contexts)
{
    /// <summary>One event. Moments are UTC ticks; no end of validity is <see cref="long.MaxValue"/>.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Mark(long Sequence, SubjectKey Subject, long Context, ConsentState State, long AtTicks, long EndsTicks);
}
