using System.Globalization;
using System.Text;

namespace ShareGateway.Privacy.Transforms;

/// <summary>Masks element by element: for masks that let signs stand or hide the length. Signs are not counted.</summary>
internal sealed class MaskElements(int keepFirst, int keepLast, int minMasked, byte[] mask, string ignore, int fixedLength) : ValueTransform(FieldType.Text)
{
    private protected override bool TryApplyTo(ReadOnlySpan<byte> value, CellBuffer output)
    {
        using var text = new TextElements(value, stackalloc char[TextElements.StackChars]);
        int counted = Count(text.Chars);
        var (first, last) = counted < keepFirst + keepLast + minMasked ? (0, 0) : (keepFirst, keepLast);
        var room = output.Reserve(value.Length + (Math.Max(text.Count, fixedLength) * mask.Length));
        output.Commit(CellKind.Text, Write(text.Chars, counted, first, last, room));
        return true;
    }

    private int Write(ReadOnlySpan<char> text, int counted, int first, int last, Span<byte> room)
    {
        int written = 0;
        int at = 0;
        while (!text.IsEmpty)
        {
            var element = text[..StringInfo.GetNextTextElementLength(text)];
            text = text[element.Length..];
            if (IsIgnored(element))
            {
                written += Encoding.UTF8.GetBytes(element, room[written..]);
                continue;
            }

            bool isKept = at < first || at >= counted - last;
            written += isKept ? Encoding.UTF8.GetBytes(element, room[written..]) : WriteMask(at == first, room[written..]);
            at++;
        }

        return written;
    }

    // With a fixed length, all of the masked part is written at its first element.
    private int WriteMask(bool isFirst, Span<byte> room)
    {
        int times = fixedLength == 0 ? 1 : isFirst ? fixedLength : 0;
        for (int i = 0; i < times; i++)
        {
            mask.CopyTo(room[(i * mask.Length)..]);
        }

        return times * mask.Length;
    }

    private int Count(ReadOnlySpan<char> text)
    {
        int count = 0;
        while (!text.IsEmpty)
        {
            int length = StringInfo.GetNextTextElementLength(text);
            count += IsIgnored(text[..length]) ? 0 : 1;
            text = text[length..];
        }

        return count;
    }

    private bool IsIgnored(ReadOnlySpan<char> element) => element.Length == 1 && ignore.Contains(element[0], StringComparison.Ordinal);
}
