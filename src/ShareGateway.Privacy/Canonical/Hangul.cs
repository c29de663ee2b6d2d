namespace ShareGateway.Privacy.Canonical;

/// <summary>Hangul syllables decompose and compose by arithmetic.</summary>
/// <remarks>Source: The Unicode Standard, section 3.12.</remarks>
internal static class Hangul
{
    private const int SyllableBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TailBase = 0x11A7; // one before the first tail: tail 0 stands for none
    private const int Leads = 19;
    private const int Vowels = 21;
    private const int Tails = 28;

    /// <summary>True for the precomposed syllables.</summary>
    public static bool IsSyllable(int scalar) => scalar is >= SyllableBase and < SyllableBase + (Leads * Vowels * Tails);

    /// <summary>Writes the two or three letters of a syllable and tells how many.</summary>
    public static int Decompose(int syllable, Span<int> letters)
    {
        int index = syllable - SyllableBase;
        letters[0] = LeadBase + (index / (Vowels * Tails));
        letters[1] = VowelBase + (index / Tails % Vowels);
        if (index % Tails == 0)
        {
            return 2;
        }

        letters[2] = TailBase + (index % Tails);
        return 3;
    }

    /// <summary>Lead and vowel, or syllable without tail and tail, as one syllable; 0 when they are not such a pair.</summary>
    public static int Compose(int first, int second)
    {
        if (first is >= LeadBase and < LeadBase + Leads && second is >= VowelBase and < VowelBase + Vowels)
        {
            return SyllableBase + ((((first - LeadBase) * Vowels) + (second - VowelBase)) * Tails);
        }

        bool hasNoTail = IsSyllable(first) && (first - SyllableBase) % Tails == 0;
        return hasNoTail && second is > TailBase and < TailBase + Tails ? first + (second - TailBase) : 0;
    }
}
