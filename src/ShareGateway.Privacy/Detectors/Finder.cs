using System.Collections.Immutable;
using ShareGateway.Privacy.Identifiers;

namespace ShareGateway.Privacy.Detectors;

/// <summary>Runs several detectors over a text. What overlaps is one find, named after what begins first, of these after the longest, of
/// these after the most particular.</summary>
/// <param name="detectors">Positions in <see cref="Detector.All"/>.</param>
/// <param name="region">Where telephone numbers without a calling code belong.</param>
internal sealed class Finder(ImmutableArray<int> detectors, PhoneRegion region)
{
    /// <summary>As many finds as a text may have; one with more is not taken apart.</summary>
    public const int MaxHits = 256;

    /// <summary>Writes the finds in the text's order.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hits">Room for <see cref="MaxHits"/>.</param>
    /// <param name="count">How many were written.</param>
    /// <returns>False when there are more.</returns>
    public bool TryFind(ReadOnlySpan<char> text, Span<Hit> hits, out int count)
    {
        count = 0;
        foreach (int index in detectors)
        {
            if (!Detector.All[index].TryFind(text, region, index, hits, ref count))
            {
                return false;
            }
        }

        hits[..count].Sort(static (one, other) => (one.Start, -one.Length, one.Detector).CompareTo((other.Start, -other.Length, other.Detector)));
        count = Join(hits[..count]);
        return true;
    }

    private static int Join(Span<Hit> hits)
    {
        int kept = 0;
        foreach (var hit in hits)
        {
            if (kept > 0 && hit.Start < hits[kept - 1].End)
            {
                var before = hits[kept - 1];
                hits[kept - 1] = before with { Length = Math.Max(before.End, hit.End) - before.Start };
            }
            else
            {
                hits[kept++] = hit;
            }
        }

        return kept;
    }
}
