using System.Collections.Immutable;
using System.Text;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// <c>mask</c>: each text element becomes the mask character, but for some at the ends. Text that has no more elements than would
/// be kept is masked throughout, else short values would show themselves. The number of elements stays visible.
/// </summary>
internal sealed class Mask() : TransformDefinition("mask", DisclosureClass.Generalised, KeepFirst, KeepLast, Character)
{
    private const int MaxKept = 64;

    private static readonly TransformParameter KeepFirst = TransformParameter.WholeNumber("keepFirst", 0, MaxKept);
    private static readonly TransformParameter KeepLast = TransformParameter.WholeNumber("keepLast", 0, MaxKept);
    private static readonly TransformParameter Character = TransformParameter.Character("char");

    private protected override void CheckWhole(TransformSpec spec, FieldType type, ImmutableArray<TransformProblem>.Builder problems) =>
        RequireType(type, problems, FieldType.Text);

    private protected override FieldTransform Build(TransformSpec spec, FieldType type, CanonicalForm form, FieldKey? key) =>
        new Transform(KeepFirst.NumberIn(spec, 0), KeepLast.NumberIn(spec, 0), Encoding.UTF8.GetBytes(Character.TextIn(spec, "*")));

    private protected override string InFrench(TransformSpec spec) => (KeepFirst.NumberIn(spec, 0), KeepLast.NumberIn(spec, 0)) switch
    {
        (0, 0) => "entièrement masqué",
        (var first, 0) => $"masqué, sauf {FrenchEnd(first, "premier")}",
        (0, var last) => $"masqué, sauf {FrenchEnd(last, "dernier")}",
        var (first, last) => $"masqué, sauf {FrenchEnd(first, "premier")} et {FrenchEnd(last, "dernier")}",
    };

    private protected override string InEnglish(TransformSpec spec) => (KeepFirst.NumberIn(spec, 0), KeepLast.NumberIn(spec, 0)) switch
    {
        (0, 0) => "masked throughout",
        (var first, 0) => $"masked but for {EnglishEnd(first, "first")}",
        (0, var last) => $"masked but for {EnglishEnd(last, "last")}",
        var (first, last) => $"masked but for {EnglishEnd(first, "first")} and {EnglishEnd(last, "last")}",
    };

    private static string FrenchEnd(int count, string which) =>
        count == 1 ? $"le {which} caractère" : $"les {count} {which}s caractères";

    private static string EnglishEnd(int count, string which) =>
        count == 1 ? $"the {which} character" : $"the {which} {count} characters";

    private sealed class Transform(int keepFirst, int keepLast, byte[] mask) : ValueTransform(FieldType.Text)
    {
        private protected override bool TryApplyTo(ReadOnlySpan<byte> value, CellBuffer output)
        {
            if (TextElements.AreBytes(value))
            {
                var (first, last) = KeptOf(value.Length);
                Write(value[..first], value.Length - first - last, value[^last..], output);
                return true;
            }

            WriteByElements(value, output);
            return true;
        }

        private void WriteByElements(ReadOnlySpan<byte> value, CellBuffer output)
        {
            using var text = new TextElements(value, stackalloc char[TextElements.StackChars]);
            var (first, last) = KeptOf(text.Count);
            int head = Encoding.UTF8.GetByteCount(text.Chars[..text.LengthOf(first)]);
            int tail = Encoding.UTF8.GetByteCount(text.Chars[text.LengthOf(text.Count - last)..]);
            Write(value[..head], text.Count - first - last, value[^tail..], output);
        }

        private (int First, int Last) KeptOf(int elements) => elements <= keepFirst + keepLast ? (0, 0) : (keepFirst, keepLast);

        private void Write(ReadOnlySpan<byte> head, int masked, ReadOnlySpan<byte> tail, CellBuffer output)
        {
            int length = head.Length + (masked * mask.Length) + tail.Length;
            var room = output.Reserve(length);
            head.CopyTo(room);
            tail.CopyTo(room[(length - tail.Length)..]);
            room = room[head.Length..(length - tail.Length)];
            if (mask.Length == 1)
            {
                room.Fill(mask[0]);
            }

            for (; mask.Length > 1 && !room.IsEmpty; room = room[mask.Length..])
            {
                mask.CopyTo(room);
            }

            output.Commit(CellKind.Text, length);
        }
    }
}
