using System.Buffers;
using ShareGateway.Records.Programs;
using ShareGateway.Records.Rewriting;

namespace ShareGateway.Records.Json;

/// <summary>Writes JSON strings with no more escapes than RFC 8259, section 7 asks for, so that one text has one spelling.</summary>
internal static class JsonText
{
    private static readonly SearchValues<byte> Escaped = SearchValues.Create(
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, (byte)'"', (byte)'\\',
    ]);

    /// <summary>Gives each named node of a program its name as answers write it.</summary>
    public static void WriteKeys(ProgramNode node)
    {
        if (!node.Name.IsEmpty)
        {
            using var key = new OutputBuffer(node.Name.Length);
            key.Write((byte)',');
            Write(key, node.Name);
            key.Write((byte)':');
            node.JsonKey = key.Written.ToArray();
        }

        foreach (var below in node.Element is { } element ? [element] : node.Children)
        {
            WriteKeys(below);
        }
    }

    /// <summary>Writes a string.</summary>
    /// <param name="output">Receives the string with its quotes.</param>
    /// <param name="utf8">Unescaped, valid UTF-8.</param>
    public static void Write(OutputBuffer output, ReadOnlySpan<byte> utf8)
    {
        if (utf8.ContainsAny(Escaped))
        {
            WriteEscaped(output, utf8);
            return;
        }

        var room = output.Take(utf8.Length + 2);
        room[0] = (byte)'"';
        utf8.CopyTo(room[1..]);
        room[^1] = (byte)'"';
    }

    private static void WriteEscaped(OutputBuffer output, ReadOnlySpan<byte> utf8)
    {
        output.Write((byte)'"');
        int plain;
        while ((plain = utf8.IndexOfAny(Escaped)) >= 0)
        {
            output.Write(utf8[..plain]);
            WriteEscape(output, utf8[plain]);
            utf8 = utf8[(plain + 1)..];
        }

        output.Write(utf8);
        output.Write((byte)'"');
    }

    private static void WriteEscape(OutputBuffer output, byte value)
    {
        switch (value)
        {
            case (byte)'"': output.Write("\\\""u8); break;
            case (byte)'\\': output.Write("\\\\"u8); break;
            case (byte)'\n': output.Write("\\n"u8); break;
            case (byte)'\r': output.Write("\\r"u8); break;
            case (byte)'\t': output.Write("\\t"u8); break;
            default:
                output.Write("\\u00"u8);
                output.Write((byte)('0' + (value >> 4)));
                output.Write("0123456789abcdef"u8[value & 15]);
                break;
        }
    }
}
