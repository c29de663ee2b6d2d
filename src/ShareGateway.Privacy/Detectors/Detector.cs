using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using ShareGateway.Privacy.Identifiers;

namespace ShareGateway.Privacy.Detectors;

/// <summary>Finds one kind of identifier in free text: a pattern, and a check of what it found. Names and places of people are found by none.</summary>
internal sealed class Detector
{
    private const int MaxBytes = 128; // of a match that is checked

    private readonly Func<Regex> _pattern;
    private readonly Check _check;

    private Detector(string name, Func<Regex> pattern, Check check) => (Name, _pattern, _check) = (name, pattern, check);

    private delegate (int Skip, int Length) Check(ReadOnlySpan<char> text, int start, int length, PhoneRegion region);

    /// <summary>All of them, the most particular first: it gives its name to what several find at one place.</summary>
    public static ImmutableArray<Detector> All { get; } =
    [
        new("nir", Patterns.Nir, static (text, start, length, _) => Compact(text.Slice(start, length), static nir => Nir.TryRead(nir, stackalloc byte[CompactText.MaxBytes], out bool hasKey) && hasKey)),
        new("siret", Patterns.Siret, static (text, start, length, _) => Compact(text.Slice(start, length), CompanyNumber.IsSiret)),
        new("siren", Patterns.Siren, static (text, start, length, _) => Compact(text.Slice(start, length), CompanyNumber.IsSiren)),
        new("spi", Patterns.Spi, static (text, start, length, _) => Compact(text.Slice(start, length), TaxNumber.IsSpi)),
        new("vat", Patterns.Vat, static (text, start, length, _) => Compact(text.Slice(start, length), VatNumber.IsValid)),
        new("iban", Patterns.Iban, static (text, start, _, _) => (0, IbanLength(text[start..]))),
        new("bic", Patterns.Bic, static (text, start, length, _) => CodeOf(text.Slice(start, length))),
        new("mac", Patterns.Mac, static (_, _, length, _) => (0, length)),
        new("ip", Patterns.Ip, static (text, start, length, _) => (0, IpLength(text.Slice(start, length)))),
        new("card", Patterns.Card, static (text, start, length, _) => Compact(text.Slice(start, length), static digits => CardNumber.TryRead(digits, stackalloc byte[CompactText.MaxBytes], out int many))),
        new("phone", Patterns.Phone, static (text, start, length, region) => (0, IsPhone(text.Slice(start, length), region) ? length : 0)),
        new("email", Patterns.Email, static (_, _, length, _) => (0, length)),
        new("url", Patterns.UrlUser, static (text, start, length, _) => UserOf(text.Slice(start, length))),
    ];

    private delegate bool IsNumber(ReadOnlySpan<byte> compact);

    /// <summary>As a policy writes it.</summary>
    public string Name { get; }

    /// <summary>Writes the places at which this kind of identifier stands.</summary>
    /// <param name="text">The text.</param>
    /// <param name="region">Where telephone numbers without a calling code belong.</param>
    /// <param name="index">This detector's position in <see cref="All"/>.</param>
    /// <param name="hits">Room.</param>
    /// <param name="count">How many places of the room are taken; raised.</param>
    /// <returns>False when there are more hits than room.</returns>
    public bool TryFind(ReadOnlySpan<char> text, PhoneRegion region, int index, Span<Hit> hits, ref int count)
    {
        foreach (var match in _pattern().EnumerateMatches(text))
        {
            var (skip, length) = _check(text, match.Index, match.Length, region);
            if (length == 0)
            {
                continue;
            }

            if (count == hits.Length)
            {
                return false;
            }

            hits[count++] = new Hit(match.Index + skip, length, index);
        }

        return true;
    }

    private static (int Skip, int Length) Compact(ReadOnlySpan<char> match, IsNumber isNumber)
    {
        Span<byte> bytes = stackalloc byte[MaxBytes];
        Span<byte> compact = stackalloc byte[CompactText.MaxBytes];
        bool isOne = Encoding.UTF8.TryGetBytes(match, bytes, out int length)
            && CompactText.TryWrite(bytes[..length], ".-"u8, compact, out length) && isNumber(compact[..length]);
        return (0, isOne ? match.Length : 0);
    }

    // The only check that allocates: numbering plans are read by a library that takes strings.
    private static bool IsPhone(ReadOnlySpan<char> match, PhoneRegion region) => region.HasNumber(match.ToString());

    /// <summary>How far the number goes whose head was found: as many letters and digits as its country has.</summary>
    private static int IbanLength(ReadOnlySpan<char> text)
    {
        Span<byte> compact = stackalloc byte[CompactText.MaxBytes];
        Span<byte> iban = stackalloc byte[CompactText.MaxBytes];
        int count = 0;
        for (int at = 0; at < text.Length && count < Iban.MaxLength; at++)
        {
            if (char.IsAsciiLetterOrDigit(text[at]))
            {
                compact[count++] = (byte)text[at];
                if (Iban.TryRead(compact[..count], iban, out _) && (at + 1 == text.Length || !char.IsAsciiLetterOrDigit(text[at + 1])))
                {
                    return at + 1;
                }
            }
            else if (text[at] is not (' ' or '-' or '\u00A0'))
            {
                return 0;
            }
        }

        return 0;
    }

    private static int IpLength(ReadOnlySpan<char> match)
    {
        Span<byte> bytes = stackalloc byte[MaxBytes];
        match = match.TrimEnd(":.");
        return Encoding.UTF8.TryGetBytes(match, bytes, out int length) && IpText.TryRead(bytes[..length], out _, out _) ? match.Length : 0;
    }

    /// <summary>The word that says what follows stays.</summary>
    private static (int Skip, int Length) CodeOf(ReadOnlySpan<char> match)
    {
        int start = match.LastIndexOfAny(" :\u00A0") + 1;
        return (start, match.Length - start);
    }

    private static (int Skip, int Length) UserOf(ReadOnlySpan<char> match)
    {
        int start = match.IndexOf("://") + 3;
        return (start, match.Length - 1 - start);
    }
}
