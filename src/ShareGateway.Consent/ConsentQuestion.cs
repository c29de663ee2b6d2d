using System.Runtime.InteropServices;

namespace ShareGateway.Consent;

/// <summary>
/// What a request wants to know of each person, worked out once by <see cref="ConsentIndex.Prepare"/>. Belongs to the index that made it.
/// The default value is answered with no.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct ConsentQuestion
{
    internal ConsentQuestion(int named, int all, bool mustNameRecipient, TimeSpan maxAge) =>
        (Named, All, MustNameRecipient, MaxAge) = (named, all, mustNameRecipient, maxAge);

    /// <summary>Ordinal of (purpose, recipient), from 1.</summary>
    internal int Named { get; }

    /// <summary>Ordinal of (purpose, no recipient named), from 1.</summary>
    internal int All { get; }

    internal bool MustNameRecipient { get; }

    internal TimeSpan MaxAge { get; }
}
