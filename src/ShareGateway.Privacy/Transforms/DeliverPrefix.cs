using System.Text.Unicode;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// The first text elements of a text. Text that has no more than these fails: its beginning would be all of it.
/// </summary>
internal sealed class DeliverPrefix(int keepFirst) : ValueTransform(FieldType.Text)
{
    private protected override bool TryApplyTo(ReadOnlySpan<byte> value, CellBuffer output)
    {
        if (TextElements.AreBytes(value))
        {
            if (value.Length <= keepFirst)
            {
                return false;
            }

            output.Write(CellKind.Text, value[..keepFirst]);
            return true;
        }

        return TryWriteElements(value, output);
    }

    private bool TryWriteElements(ReadOnlySpan<byte> value, CellBuffer output)
    {
        using var text = new TextElements(value, stackalloc char[TextElements.StackChars]);
        if (text.Count <= keepFirst)
        {
            return false;
        }

        Utf8.FromUtf16(text.Chars[..text.LengthOf(keepFirst)], output.Reserve(value.Length), out _, out int written);
        output.Commit(CellKind.Text, written);
        return true;
    }
}
