using System.Text;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Records.Tests;

/// <summary>
/// Stand-ins for transforms: <c>reveal</c>, <c>drop</c>, <c>tag</c>, which writes <c>t(…)</c> and cannot do so on text with <c>bad</c>, and <c>whose</c>,
/// which writes the person's id in the place of any text and cannot do so without one.
/// </summary>
internal sealed class TestTransform(string name) : FieldTransform
{
    public override bool Reveals => name == "reveal";

    public override bool Drops => name == "drop";

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
        if (name != "tag" || value.Bytes.IndexOf("bad"u8) >= 0)
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

    public static string Tagged(string text) => new StringBuilder("t(").Append(text).Append(')').ToString();
}
