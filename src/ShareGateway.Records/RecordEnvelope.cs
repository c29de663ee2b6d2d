using System.Text;
using ShareGateway.Records.Csv;
using ShareGateway.Records.Rewriting;

namespace ShareGateway.Records;

/// <summary>What stands around the records of an answer.</summary>
public static class RecordEnvelope
{
    /// <summary>
    /// What stands before the first record. JSON: <c>{"value":[</c>. CSV: the header line, columns in the order of the rules. NDJSON: nothing.
    /// </summary>
    /// <exception cref="NotSupportedException">CSV of a program with a field in an array, or without delivered fields; no format.</exception>
    public static ReadOnlyMemory<byte> Start(RecordFormat output, RecordProgram program) => output switch
    {
        RecordFormat.Json => "{\"value\":["u8.ToArray(),
        RecordFormat.Ndjson => ReadOnlyMemory<byte>.Empty,
        RecordFormat.Csv => Header(program),
        _ => throw new NotSupportedException("expected an output format"),
    };

    /// <summary>
    /// What stands after the last record. JSON: <c>]</c>; the caller adds <c>,"nextLink":…</c> if there is one, and the closing brace. Else nothing.
    /// </summary>
    public static ReadOnlyMemory<byte> End(RecordFormat output) => output is RecordFormat.Json ? "]"u8.ToArray() : ReadOnlyMemory<byte>.Empty;

    private static byte[] Header(RecordProgram program)
    {
        RewriteBounds.CheckRows(program);
        using var line = new OutputBuffer(1024);
        foreach (var column in program.Tree.Columns)
        {
            line.Write(column.Column == 0 ? [] : ","u8);
            CsvText.WriteName(line, Encoding.UTF8.GetBytes(column.Path));
        }

        line.Write("\r\n"u8);
        return line.Written.ToArray();
    }
}
