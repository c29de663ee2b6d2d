using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// <c>maskName</c>: the initials of a name, as <c>É. N.</c>: the first element of each word, words parted by spaces and hyphens. A word of one
/// element, and one that does not begin with a letter, becomes <c>*</c>.
/// </summary>
internal sealed class MaskName() : TransformDefinition("maskName", DisclosureClass.Generalised)
{
    private const int MaxWords = 8; // more is no name

    /// <inheritdoc/>
    public override ImmutableArray<FieldType> Types => [FieldType.Text];

    private protected override FieldTransform Build(TransformSpec spec, FieldBinding field) => new Transform();

    private protected override string InFrench(TransformSpec spec) => "réduit aux initiales";

    private protected override string InEnglish(TransformSpec spec) => "reduced to the initials";

    private sealed class Transform() : ValueTransform(FieldType.Text)
    {
        private protected override bool TryApplyTo(ReadOnlySpan<byte> value, CellBuffer output)
        {
            using var text = new TextElements(value, stackalloc char[TextElements.StackChars]);
            var writer = new MaskRuns(output.Reserve((3 * value.Length) + 1));
            int words = 0;
            var rest = text.Chars;
            for (var word = NextWord(ref rest); !word.IsEmpty; word = NextWord(ref rest))
            {
                words++;
                writer.Write(words > 1 ? " "u8 : []);
                WriteInitial(word, ref writer);
            }

            if (words > MaxWords)
            {
                output.Clear();
                return false;
            }

            output.Commit(CellKind.Text, writer.Written);
            return true;
        }

        private static ReadOnlySpan<char> NextWord(ref ReadOnlySpan<char> rest)
        {
            while (!rest.IsEmpty && IsGap(rest[0]))
            {
                rest = rest[1..];
            }

            int end = 0;
            while (end < rest.Length && !IsGap(rest[end]))
            {
                end++;
            }

            var word = rest[..end];
            rest = rest[end..];
            return word;
        }

        private static bool IsGap(char character) => char.IsWhiteSpace(character) || character is '-' or '\u2010' or '\u2011';

        private static void WriteInitial(scoped ReadOnlySpan<char> word, ref MaskRuns writer)
        {
            int first = StringInfo.GetNextTextElementLength(word);
            if (first == word.TrimEnd('.').Length || first == word.Length || Rune.DecodeFromUtf16(word, out var letter, out _) != OperationStatus.Done || !Rune.IsLetter(letter))
            {
                writer.Write("*"u8);
                return;
            }

            writer.Write(word[..first]);
            writer.Write("."u8);
        }
    }
}
