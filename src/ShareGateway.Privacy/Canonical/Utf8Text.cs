using System.Buffers;
using System.Text;

namespace ShareGateway.Privacy.Canonical;

/// <summary>Small questions about UTF-8 text.</summary>
internal static class Utf8Text
{
    /// <summary>
    /// Leaves out white space (Unicode White_Space, tab and line ends included) at both ends. Ill-formed bytes are no white
    /// space.
    /// </summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> utf8)
    {
        while (Rune.DecodeFromUtf8(utf8, out var first, out var length) == OperationStatus.Done && Rune.IsWhiteSpace(first))
        {
            utf8 = utf8[length..];
        }

        while (Rune.DecodeLastFromUtf8(utf8, out var last, out var length) == OperationStatus.Done && Rune.IsWhiteSpace(last))
        {
            utf8 = utf8[..^length];
        }

        return utf8;
    }
}
