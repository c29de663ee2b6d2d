using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// Text as people count it: in text elements (extended grapheme clusters, Unicode Standard Annex 29), so that an accent or a
/// family of emoji is never cut through. Borrows its memory and wipes it.
/// </summary>
internal ref struct TextElements
{
    /// <summary>Room that a caller may offer on its stack; enough for the usual field.</summary>
    public const int StackChars = 256;

    private readonly Span<char> _room;
    private char[]? _rented;

    /// <summary>Takes well-formed UTF-8 apart.</summary>
    public TextElements(ReadOnlySpan<byte> utf8, Span<char> stack)
    {
        _rented = utf8.Length > stack.Length ? ArrayPool<char>.Shared.Rent(utf8.Length) : null;
        _room = _rented ?? stack;
        Utf8.ToUtf16(utf8, _room, out _, out int length);
        Chars = _room[..length];
        Count = CountOf(Chars);
    }

    /// <summary>The text in UTF-16.</summary>
    public ReadOnlySpan<char> Chars { get; }

    /// <summary>How many text elements it has.</summary>
    public int Count { get; }

    /// <summary>
    /// True when each byte is an element by itself, as in most fields: counting and cutting then need no look at the text. CR LF is
    /// the one element of several ASCII characters (rule GB3).
    /// </summary>
    public static bool AreBytes(ReadOnlySpan<byte> utf8) => Ascii.IsValid(utf8) && !utf8.Contains((byte)'\r');

    /// <summary>The length of the first elements, in <see cref="Chars"/>.</summary>
    public readonly int LengthOf(int elements)
    {
        int length = 0;
        for (int i = 0; i < elements; i++)
        {
            length += StringInfo.GetNextTextElementLength(Chars[length..]);
        }

        return length;
    }

    /// <summary>Wipes the text and gives the memory back.</summary>
    public void Dispose()
    {
        _room.Clear();
        if (_rented is not null)
        {
            ArrayPool<char>.Shared.Return(_rented);
            _rented = null;
        }
    }

    private static int CountOf(ReadOnlySpan<char> text)
    {
        int count = 0;
        while (!text.IsEmpty)
        {
            text = text[StringInfo.GetNextTextElementLength(text)..];
            count++;
        }

        return count;
    }
}
