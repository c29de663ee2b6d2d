using System.Buffers;
using ShareGateway.Privacy.Transforms;
using ShareGateway.Records.Rewriting;

namespace ShareGateway.Records.Csv;

/// <summary>Writes cells by RFC 4180, safe to open in a spreadsheet.</summary>
internal static class CsvText
{
    // One bit for each byte from 1 to 64.
    private const ulong Formulas = (1UL << ('=' - 1)) | (1UL << ('+' - 1)) | (1UL << ('-' - 1)) | (1UL << ('@' - 1)) | (1UL << ('\t' - 1)) | (1UL << ('\r' - 1));

    private static readonly SearchValues<byte> Quoted = SearchValues.Create(",\"\r\n"u8);

    /// <summary>
    /// Writes one cell. Null is empty, empty text is <c>""</c>. Text that a spreadsheet would run as a formula gets an apostrophe in front
    /// (OWASP, CSV injection); numbers do not, they cannot be one.
    /// </summary>
    public static void WriteCell(OutputBuffer output, CellKind kind, ReadOnlySpan<byte> bytes)
    {
        switch (kind)
        {
            case CellKind.Text: WriteText(output, bytes, !bytes.IsEmpty && IsFormula(bytes[0])); break;
            case CellKind.Number: output.Write(bytes); break;
            case CellKind.True: output.Write("true"u8); break;
            case CellKind.False: output.Write("false"u8); break;
            default: break;
        }
    }

    /// <summary>Writes a column's name exactly.</summary>
    public static void WriteName(OutputBuffer output, ReadOnlySpan<byte> utf8) => WriteText(output, utf8, isFormula: false);

    /// <summary>True when a spreadsheet would run a text that starts with this byte.</summary>
    public static bool IsFormula(byte first) => first is > 0 and <= 64 && ((Formulas >> (first - 1)) & 1) != 0;

    private static void WriteText(OutputBuffer output, ReadOnlySpan<byte> utf8, bool isFormula)
    {
        bool isQuoted = utf8.IsEmpty || utf8.ContainsAny(Quoted);
        if (!isQuoted && !isFormula)
        {
            output.Write(utf8);
            return;
        }

        output.Write(isQuoted ? "\""u8 : []);
        output.Write(isFormula ? "'"u8 : []);
        int quote;
        while (isQuoted && (quote = utf8.IndexOf((byte)'"')) >= 0)
        {
            output.Write(utf8[..quote]);
            output.Write("\"\""u8);
            utf8 = utf8[(quote + 1)..];
        }

        output.Write(utf8);
        output.Write(isQuoted ? "\""u8 : []);
    }
}
