using System.Buffers.Binary;
using System.Text;
using ShareGateway.Privacy.Keys;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Records.Tests;

/// <summary>
/// Stand-ins for transforms: <c>reveal</c>, <c>drop</c>, <c>tag</c>, which writes <c>t(…)</c> and cannot do so on text with <c>bad</c>, <c>hide</c>,
/// which leaves the first character and stars for the others, of ASCII only, and <c>whose</c>, which writes the person's id in the place of any text
/// and cannot do so without one. <c>late</c> writes eight digits that depend on all of a text or number, may be put off, and cannot do so on text with <c>bad</c>.
/// </summary>
internal sealed class TestTransform(string name) : FieldTransform
{
    public override bool Reveals => name == "reveal";

    public override bool Drops => name == "drop";

    public override bool MapsAscii => name == "hide";

    public override void MapAscii(ReadOnlySpan<byte> ascii, Span<byte> destination)
    {
        destination.Fill((byte)'*');
        ascii[..Math.Min(1, ascii.Length)].CopyTo(destination);
    }

    public override void MapShortAscii(ReadOnlySpan<byte> head, int length, Span<byte> destination)
    {
        if (head.Length != ShortBytes || destination.Length < ShortBytes)
        {
            throw new ArgumentException($"expected {ShortBytes} bytes, got {head.Length} and {destination.Length}", nameof(head));
        }

        destination[..ShortBytes].Fill((byte)'#'); // all may be written over
        MapAscii(head[..length], destination[..length]);
    }

    public override int DeferredBytes => name == "late" ? 8 : 0;

    public bool IsLate => name == "late";

    public override bool TryDefer(ReadOnlySpan<byte> value, Span<byte> prepared, out int written)
    {
        written = sizeof(uint);
        BinaryPrimitives.WriteUInt32BigEndian(prepared, Sum(value));
        return value.IndexOf("bad"u8) < 0;
    }

    public override void Complete(ValueList prepared, Span<byte> text, ReadOnlySpan<int> places)
    {
        for (int i = 0; i < prepared.Count; i++)
        {
            BinaryPrimitives.ReadUInt32BigEndian(prepared[i]).TryFormat(text.Slice(places[i], DeferredBytes), out _, "x8");
        }
    }

    public static string Late(string text) => $"{Sum(Encoding.UTF8.GetBytes(text)):x8}";

    public override bool AsksSubject => name == "whose";

    public override bool TryApply(in Cell value, ReadOnlySpan<byte> subject, CellBuffer output)
    {
        if (name != "whose")
        {
            return TryApply(value, output);
        }

        output.Write(CellKind.Text, subject);
        return !subject.IsEmpty;
    }

    public override bool TryApply(in Cell value, CellBuffer output)
    {
        if (name == "hide" && value.Kind is CellKind.Text && Ascii.IsValid(value.Bytes))
        {
            output.Write(CellKind.Text, Encoding.UTF8.GetBytes(Hidden(Encoding.UTF8.GetString(value.Bytes))));
            return true;
        }

        if (name == "hide" && value.Kind is not CellKind.Null)
        {
            return false;
        }

        if (name == "late" && value.Kind is CellKind.Text or CellKind.Number)
        {
            output.Write(CellKind.Text, Encoding.UTF8.GetBytes(Late(Encoding.UTF8.GetString(value.Bytes))));
            return value.Bytes.IndexOf("bad"u8) < 0;
        }

        if (name is not ("tag" or "hide" or "late") || value.Bytes.IndexOf("bad"u8) >= 0)
        {
            return false;
        }

        if (value.Kind is CellKind.Null)
        {
            output.Write(CellKind.Null);
        }
        else
        {
            Span<byte> room = output.Reserve(value.Bytes.Length + 3);
            "t("u8.CopyTo(room);
            value.Bytes.CopyTo(room[2..]);
            room[value.Bytes.Length + 2] = (byte)')';
            output.Commit(CellKind.Text, value.Bytes.Length + 3);
        }

        return true;
    }

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 2166136261;
        foreach (byte next in bytes)
        {
            sum = (sum ^ next) * 16777619;
        }

        return sum;
    }

    public static string Hidden(string text) => text.Length == 0 ? "" : text[..1] + new string('*', text.Length - 1);

    public bool Hides => name == "hide";

    public static string Tagged(string text) => new StringBuilder("t(").Append(text).Append(')').ToString();
}
