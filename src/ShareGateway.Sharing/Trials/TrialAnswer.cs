using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ShareGateway.Policy;
using ShareGateway.Records;

namespace ShareGateway.Sharing.Trials;

/// <summary>What came of a trial's request.</summary>
internal sealed record TrialAnswer
{
    /// <summary>Why nothing left; null when the request was permitted and the answer is whole.</summary>
    public string? Refusal { get; init; }

    /// <summary>The agreement that settled the matter; empty when none did.</summary>
    public string AgreementId { get; init; } = "";

    /// <summary>The terms, of a permit.</summary>
    public SharePlan? Plan { get; init; }

    /// <summary>The bytes that would leave.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>Everybody who stands in them, by name.</summary>
    public ImmutableArray<string> People { get; init; } = [];

    /// <summary>The records in them.</summary>
    public ImmutableArray<ShownRecord> Records { get; init; } = [];

    /// <summary>Reads the records of an answer's bytes, as its recipient would.</summary>
    public static ImmutableArray<ShownRecord> Read(RecordFormat format, ReadOnlyMemory<byte> bytes)
    {
        switch (format)
        {
            case RecordFormat.Csv:
                return ReadCsv(Encoding.UTF8.GetString(bytes.Span));
            case RecordFormat.Ndjson:
                return [.. Encoding.UTF8.GetString(bytes.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ShownRecord.OfJson)];
            default:
                using (var document = JsonDocument.Parse(bytes))
                {
                    return [.. document.RootElement.GetProperty("value").EnumerateArray().Select(ShownRecord.Of)];
                }
        }
    }

    private static ImmutableArray<ShownRecord> ReadCsv(string text)
    {
        var rows = CsvRows.Read(text);
        return [.. rows.Skip(1).Select(row => new ShownRecord([.. row.Select((cell, i) =>
            new ShownValue(rows[0][i].Text, rows[0][i].Text, cell is { Text: "", IsQuoted: false } ? ShownKind.Null : ShownKind.Cell, cell.Text))]))];
    }
}
