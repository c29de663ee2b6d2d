using System.Text.Encodings.Web;
using System.Text.Json;
using ShareGateway.Policy;

namespace ShareGateway.Reports.Rendering;

/// <summary>A report for programs: names and values are the same in every language, but for free texts.</summary>
internal static class JsonDocumentText
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // read by programs, not put into pages
    };

    public static byte[] Of(Report report)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("report", report.Kind);
            json.WriteString("language", report.Language == Language.French ? "fr" : "en");
            json.WriteString("title", report.Title);
            json.WriteString("subtitle", report.Subtitle);
            WriteFacts(json, "provenance", report.Provenance);
            json.WriteStartArray("verification");
            report.Verification.ToList().ForEach(json.WriteStringValue);
            json.WriteEndArray();
            json.WriteStartArray("text");
            report.Blocks.OfType<TextBlock>().ToList().ForEach(block => json.WriteStringValue(block.Text));
            json.WriteEndArray();
            foreach (var block in report.Blocks)
            {
                Write(json, block);
            }

            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private static void Write(Utf8JsonWriter json, ReportBlock block)
    {
        switch (block)
        {
            case FactsBlock { IsForPagesOnly: false } facts:
                WriteFacts(json, facts.Key, facts);
                break;
            case TableBlock table:
                WriteTable(json, table);
                break;
            case DataBlock data:
                json.WritePropertyName(data.Key);
                json.WriteRawValue(data.Json);
                break;
            default:
                break;
        }
    }

    private static void WriteFacts(Utf8JsonWriter json, string name, FactsBlock facts)
    {
        json.WriteStartObject(name);
        foreach (var (key, _, value) in facts.Facts)
        {
            WriteCell(json, key, value);
        }

        json.WriteEndObject();
    }

    private static void WriteTable(Utf8JsonWriter json, TableBlock table)
    {
        json.WriteStartArray(table.Key);
        foreach (var row in table.Rows)
        {
            json.WriteStartObject();
            for (int i = 0; i < row.Length; i++)
            {
                WriteCell(json, table.Columns[i].Key, row[i]);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCell(Utf8JsonWriter json, string key, Cell cell)
    {
        json.WritePropertyName(key);
        if (cell.IsNumber)
        {
            json.WriteRawValue(cell.Raw);
        }
        else
        {
            json.WriteStringValue(cell.Raw);
        }
    }
}
