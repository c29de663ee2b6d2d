using System.Collections.Immutable;
using System.Runtime.InteropServices;
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
        // What would need quotes or an escape in an answer goes the longer way.
        public override bool MapsAscii { get; } = mask.Length == 1 && mask[0] is not ((byte)'"' or (byte)'\\' or (byte)',');

        public override void MapAscii(ReadOnlySpan<byte> ascii, Span<byte> destination)
        {
            Fill(destination, mask[0]);
            if (ascii.Length > keepFirst + keepLast)
            {
                Keep(ascii[..keepFirst], destination);
                Keep(ascii[^keepLast..], destination[^keepLast..]);
            }
        }

        private protected override bool TryApplyTo(ReadOnlySpan<byte> value, CellBuffer output)
        {
            if (mask.Length == 1 && TextElements.AreBytes(value))
            {
                MapAscii(value, output.Reserve(value.Length)[..value.Length]);
                output.Commit(CellKind.Text, value.Length);
                return true;
            }

            WriteByElements(value, output);
            return true;
        }

        // As Span.Fill, which calls the C library; for short texts the call costs more than the rest.
        private static void Fill(Span<byte> room, byte value)
        {
            if (room.Length < sizeof(ulong))
            {
                foreach (ref byte b in room)
                {
                    b = value;
                }

                return;
            }

            ulong eight = value * 0x0101010101010101UL;
            for (int i = 0; i <= room.Length - sizeof(ulong); i += sizeof(ulong))
            {
                MemoryMarshal.Write(room[i..], eight);
            }

            MemoryMarshal.Write(room[^sizeof(ulong)..], eight);
        }

        // Few bytes: a call to copy them would cost more.
        private static void Keep(ReadOnlySpan<byte> kept, Span<byte> destination)
        {
            for (int i = 0; i < kept.Length; i++)
            {
                destination[i] = kept[i];
            }
        }

        private void WriteByElements(ReadOnlySpan<byte> value, CellBuffer output)
        {
            using var text = new TextElements(value, stackalloc char[TextElements.StackChars]);
            bool keeps = text.Count > keepFirst + keepLast;
            var (first, last) = keeps ? (keepFirst, keepLast) : (0, 0);
            int head = Encoding.UTF8.GetByteCount(text.Chars[..text.LengthOf(first)]);
            int tail = Encoding.UTF8.GetByteCount(text.Chars[text.LengthOf(text.Count - last)..]);
            Write(value[..head], text.Count - first - last, value[^tail..], output);
        }

        private void Write(ReadOnlySpan<byte> head, int masked, ReadOnlySpan<byte> tail, CellBuffer output)
        {
            int length = head.Length + (masked * mask.Length) + tail.Length;
            var room = output.Reserve(length);
            head.CopyTo(room);
            tail.CopyTo(room[(length - tail.Length)..]);
            room = room[head.Length..(length - tail.Length)];
            for (; !room.IsEmpty; room = room[mask.Length..])
            {
                mask.CopyTo(room);
            }

            output.Commit(CellKind.Text, length);
        }
    }
}
