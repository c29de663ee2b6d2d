using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// <c>mask</c>: each text element becomes the mask character, but for some at the ends, and for signs that are let stand. Text that has no more
/// elements than would be kept is masked throughout, else short values would show themselves. The number of elements stays visible unless a
/// fixed length hides it.
/// </summary>
internal sealed class Mask() : TransformDefinition("mask", DisclosureClass.Generalised, KeepFirst, KeepLast, Character, Ignore, MinMasked, FixedLength)
{
    private const int MaxKept = 64;

    private static readonly TransformParameter KeepFirst = TransformParameter.WholeNumber("keepFirst", 0, MaxKept).Unless("0");
    private static readonly TransformParameter KeepLast = TransformParameter.WholeNumber("keepLast", 0, MaxKept).Unless("0");
    private static readonly TransformParameter Character = TransformParameter.Character("char").Unless("*");
    private static readonly TransformParameter Ignore = TransformParameter.Signs("ignore");
    private static readonly TransformParameter MinMasked = TransformParameter.WholeNumber("minMasked", 1, MaxKept).Unless("1", isImplied: true);
    private static readonly TransformParameter FixedLength = TransformParameter.WholeNumber("fixedLength", 1, MaxKept);

    /// <inheritdoc/>
    public override ImmutableArray<FieldType> Types => [FieldType.Text];

    private protected override ImmutableArray<string> Ways =>
        ["", "keepFirst=1 keepLast=1", "keepLast=4 ignore=-", "keepFirst=2 minMasked=4", "keepFirst=1 fixedLength=6", "keepLast=2 char=•"];

    /// <summary>
    /// The mask character says nothing, so it does not matter where fewer are kept; by itself it is a change without an order. Masks that differ
    /// otherwise are not compared.
    /// </summary>
    public override bool IsWithin(TransformSpec lower, TransformSpec upper)
    {
        var (first, last) = KeptIn(lower);
        var (upperFirst, upperLast) = KeptIn(upper);
        return (first, last) != (upperFirst, upperLast) && first <= upperFirst && last <= upperLast
            && Ignore.TextIn(lower) == Ignore.TextIn(upper) && MinMasked.NumberIn(lower) == MinMasked.NumberIn(upper) && FixedLength.NumberIn(lower) == FixedLength.NumberIn(upper);
    }

    private protected override void CheckWhole(TransformSpec spec, FieldType type, ImmutableArray<TransformProblem>.Builder problems)
    {
        base.CheckWhole(spec, type, problems);
        if (Ignore.IsIn(spec) && FixedLength.IsIn(spec))
        {
            problems.Add(new TransformProblem(FixedLength.Name, "`fixedLength` hides where the signs of `ignore` stand", "give one of them"));
        }
    }

    private protected override FieldTransform Build(TransformSpec spec, FieldBinding field)
    {
        var (first, last) = KeptIn(spec);
        byte[] mask = Encoding.UTF8.GetBytes(Character.TextIn(spec));
        return Ignore.IsIn(spec) || FixedLength.IsIn(spec)
            ? new MaskElements(first, last, MinMasked.NumberIn(spec), mask, Ignore.TextIn(spec), FixedLength.NumberIn(spec))
            : new Transform(first, last, MinMasked.NumberIn(spec), mask);
    }

    private static (int First, int Last) KeptIn(TransformSpec spec) => (KeepFirst.NumberIn(spec), KeepLast.NumberIn(spec));

    private protected override string InFrench(TransformSpec spec) => InFrench(KeptIn(spec))
        + (Ignore.IsIn(spec) ? $" et les signes « {Ignore.TextIn(spec)} »" : "") + (FixedLength.IsIn(spec) ? ", sa longueur cachée" : "");

    private protected override string InEnglish(TransformSpec spec) => InEnglish(KeptIn(spec))
        + (Ignore.IsIn(spec) ? $" and the signs “{Ignore.TextIn(spec)}”" : "") + (FixedLength.IsIn(spec) ? ", its length hidden" : "");

    private static string InFrench((int First, int Last) kept) => kept switch
    {
        (0, 0) => "entièrement masqué",
        (var first, 0) => $"masqué, sauf {FrenchEnd(first, "premier")}",
        (0, var last) => $"masqué, sauf {FrenchEnd(last, "dernier")}",
        var (first, last) => $"masqué, sauf {FrenchEnd(first, "premier")} et {FrenchEnd(last, "dernier")}",
    };

    private static string InEnglish((int First, int Last) kept) => kept switch
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

    private sealed class Transform(int keepFirst, int keepLast, int minMasked, byte[] mask) : ValueTransform(FieldType.Text)
    {
        // What would need quotes or an escape in an answer goes the longer way.
        public override bool MapsAscii { get; } = mask.Length == 1 && mask[0] is not ((byte)'"' or (byte)'\\' or (byte)',');

        public override void MapAscii(ReadOnlySpan<byte> ascii, Span<byte> destination)
        {
            Fill(destination, mask[0]);
            if (ascii.Length >= keepFirst + keepLast + minMasked)
            {
                Keep(ascii[..keepFirst], destination);
                Keep(ascii[^keepLast..], destination[^keepLast..]);
            }
        }

        // Without a branch but for the platform's: where a text ends is not to be foreseen.
        public override void MapShortAscii(ReadOnlySpan<byte> head, int length, Span<byte> destination)
        {
            bool keeps = length >= keepFirst + keepLast + minMasked;
            int first = keeps ? keepFirst : 0; // neither is longer than the text then
            int last = keeps ? length - keepLast : length;
            if (Vector512.IsHardwareAccelerated)
            {
                var places = Vector512<sbyte>.Indices;
                var kept = Vector512.LessThan(places, Vector512.Create((sbyte)first))
                    | (Vector512.GreaterThan(places, Vector512.Create((sbyte)(last - 1))) & Vector512.LessThan(places, Vector512.Create((sbyte)length)));
                Vector512.ConditionalSelect(kept.AsByte(), Vector512.Create(head), Vector512.Create(mask[0])).CopyTo(destination);
                return;
            }

            MapHalf(head, first, last, length, destination);
            const int Half = ShortBytes / 2;
            MapHalf(head[Half..], first - Half, last - Half, length - Half, destination[Half..]);
        }

        // Places count as signed numbers, which compare in one step; those of the other half are less than nothing.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void MapHalf(ReadOnlySpan<byte> head, int first, int last, int length, Span<byte> destination)
        {
            var places = Vector256<sbyte>.Indices;
            var kept = Vector256.LessThan(places, Vector256.Create((sbyte)first))
                | (Vector256.GreaterThan(places, Vector256.Create((sbyte)(last - 1))) & Vector256.LessThan(places, Vector256.Create((sbyte)length)));
            Vector256.ConditionalSelect(kept.AsByte(), Vector256.Create(head), Vector256.Create(mask[0])).CopyTo(destination);
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
            if (room.Length < Vector128<byte>.Count)
            {
                FillFew(room, value);
                return;
            }

            var sixteen = Vector128.Create(value);
            var rest = room;
            for (; rest.Length > Vector128<byte>.Count; rest = rest[Vector128<byte>.Count..])
            {
                sixteen.CopyTo(rest);
            }

            sixteen.CopyTo(room[^Vector128<byte>.Count..]);
        }

        private static void FillFew(Span<byte> room, byte value)
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
            MemoryMarshal.Write(room, eight);
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
            bool keeps = text.Count >= keepFirst + keepLast + minMasked;
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
