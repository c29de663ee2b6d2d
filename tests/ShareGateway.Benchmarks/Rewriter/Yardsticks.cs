using System.Text;
using System.Text.Json;
using Sylvan.Data.Csv;

namespace ShareGateway.Benchmarks.Rewriter;

/// <summary>What others need for the same bytes.</summary>
internal static class Yardsticks
{
    // What the rewriter leaves out of the rows: id, household, last name, street.
    private static readonly int[] Kept = [2, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16];
    private static readonly char[] Wide = new char[64 << 10];

    /// <summary>Reads every token and looks at none.</summary>
    public static void ReadJson(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read())
        {
        }
    }

    /// <summary>Reads rows from bytes and writes the kept columns as bytes, three of them masked.</summary>
    public static void ReadAndWriteCsv(byte[] body)
    {
        using var text = new StreamReader(new MemoryStream(body), Encoding.UTF8, false, 64 << 10);
        using var rows = CsvDataReader.Create(text, new CsvDataReaderOptions { BufferSize = Wide.Length, StringFactory = null });
        using var sink = new StreamWriter(Stream.Null, new UTF8Encoding(false), 64 << 10);
        while (rows.Read())
        {
            for (int i = 0; i < Kept.Length; i++)
            {
                WriteCell(sink, rows.GetFieldSpan(Kept[i]), isFirst: i == 0, isMasked: i < 3);
            }

            sink.Write("\r\n");
        }
    }

    private static void WriteCell(StreamWriter sink, ReadOnlySpan<char> cell, bool isFirst, bool isMasked)
    {
        if (!isFirst)
        {
            sink.Write(',');
        }

        if (isMasked)
        {
            Wide.AsSpan(0, cell.Length).Fill('*');
            cell = Wide.AsSpan(0, cell.Length);
        }

        if (cell.ContainsAny(",\"\r\n"))
        {
            sink.Write($"\"{cell.ToString().Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        }
        else
        {
            sink.Write(cell);
        }
    }
}
