using System.Text;

namespace ShareGateway.Privacy.Canonical;

/// <summary>
/// Unicode Normalisation Form C. Ours, because <c>string.Normalize</c> answers in the invariant-globalisation mode of this
/// product with the text as it came, and otherwise with whatever ICU the machine has; a pseudonym must not depend on either.
/// </summary>
/// <remarks>Source: The Unicode Standard, section 3.11 (D108 to D117) and 3.12 (Hangul); Unicode Standard Annex 15.</remarks>
internal static class UnicodeNfc
{
    // No code point decomposes to more than 1.5 scalars per byte of its UTF-8 (U+0390: two bytes, three scalars).
    private const int MaxScalars = CanonicalValue.MaxInputBytes * 3 / 2;
    private const int FirstMark = 0x0300; // below it every code point is a starter and its own NFC

    /// <summary>Writes the NFC of a text.</summary>
    /// <param name="utf8">Well-formed UTF-8 of at most <see cref="CanonicalValue.MaxInputBytes"/>.</param>
    /// <param name="destination">Receives the text; what does not fit is refused.</param>
    /// <param name="written">Bytes written; 0 when the answer is false.</param>
    public static bool TryNormalise(ReadOnlySpan<byte> utf8, Span<byte> destination, out int written)
    {
        if (IsPlain(utf8))
        {
            written = utf8.TryCopyTo(destination) ? utf8.Length : 0;
            return written == utf8.Length;
        }

        Span<int> scalars = stackalloc int[MaxScalars];
        scalars = scalars[..Decompose(utf8, scalars)];
        Order(scalars);
        return TryEncode(scalars[..Compose(scalars)], destination, out written);
    }

    private static bool IsPlain(ReadOnlySpan<byte> utf8)
    {
        foreach (var rune in new Utf8Runes(utf8))
        {
            if (rune.Value >= FirstMark)
            {
                return false;
            }
        }

        return true;
    }

    private static int Decompose(ReadOnlySpan<byte> utf8, Span<int> scalars)
    {
        int count = 0;
        foreach (var rune in new Utf8Runes(utf8))
        {
            if (Hangul.IsSyllable(rune.Value))
            {
                count += Hangul.Decompose(rune.Value, scalars[count..]);
                continue;
            }

            var parts = UnicodeTables.DecompositionOf(rune.Value);
            if (parts.IsEmpty)
            {
                scalars[count++] = rune.Value;
            }
            else
            {
                parts.CopyTo(scalars[count..]);
                count += parts.Length;
            }
        }

        return count;
    }

    // Stable insertion of each mark before the marks of a higher class; a starter (class 0) stops it. The input bound caps its
    // square cost.
    private static void Order(Span<int> scalars)
    {
        for (int i = 1; i < scalars.Length; i++)
        {
            int scalar = scalars[i];
            int combiningClass = UnicodeTables.ClassOf(scalar);
            int to = i;
            while (combiningClass > 0 && to > 0 && UnicodeTables.ClassOf(scalars[to - 1]) > combiningClass)
            {
                scalars[to] = scalars[to - 1];
                to--;
            }

            scalars[to] = scalar;
        }
    }

    // Each scalar is composed with the last starter unless something between them blocks it: an equal or higher class, or a
    // starter.
    private static int Compose(Span<int> scalars)
    {
        int count = 0;
        int starter = -1;
        int lastClass = -1; // of the last scalar kept behind the starter; -1 when there is none
        foreach (int scalar in scalars)
        {
            int combiningClass = UnicodeTables.ClassOf(scalar);
            int composed = starter >= 0 && lastClass < combiningClass ? ComposePair(scalars[starter], scalar) : 0;
            if (composed != 0)
            {
                scalars[starter] = composed;
                continue;
            }

            (starter, lastClass) = combiningClass == 0 ? (count, -1) : (starter, combiningClass);
            scalars[count++] = scalar;
        }

        return count;
    }

    private static int ComposePair(int first, int second)
    {
        int syllable = Hangul.Compose(first, second);
        return syllable != 0 ? syllable : UnicodeTables.CompositionOf(first, second);
    }

    private static bool TryEncode(ReadOnlySpan<int> scalars, Span<byte> destination, out int written)
    {
        written = 0;
        int position = 0;
        foreach (int scalar in scalars)
        {
            if (!new Rune(scalar).TryEncodeToUtf8(destination[position..], out int length))
            {
                return false;
            }

            position += length;
        }

        written = position;
        return true;
    }
}
