using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ShareGateway.Policy;
using ShareGateway.Records;

namespace ShareGateway.Sharing.Trials;

/// <summary>Makes the bytes that an upstream would send, in the form that the contract says.</summary>
internal static class TrialUpstream
{
    public static byte[] Write(ContractServer server, ImmutableArray<PolicyTestRecord> records) => server.Format switch
    {
        RecordFormat.Ndjson => Encoding.UTF8.GetBytes(string.Concat(records.Select(record => record.Json + "\n"))),
        RecordFormat.Csv => Csv(records),
        _ => Encoding.UTF8.GetBytes(Envelope(server.RecordsAt, $"[{string.Join(',', records.Select(record => record.Json))}]")),
    };

    /// <summary>The array where the JSON pointer (RFC 6901) says that it stands.</summary>
    private static string Envelope(string pointer, string array)
    {
        foreach (string name in pointer.Split('/').Skip(1).Reverse())
        {
            string member = name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            array = $"{{{JsonSerializer.Serialize(member)}:{array}}}";
        }

        return array;
    }

    private static byte[] Csv(ImmutableArray<PolicyTestRecord> records)
    {
        var rows = records.Select(record => ShownRecord.OfJson(record.Json)).ToList();
        var columns = rows.SelectMany(row => row.Values.Select(value => value.Place)).Distinct(StringComparer.Ordinal).ToList();
        var text = new StringBuilder(string.Join(',', columns.Select(Cell))).Append("\r\n");
        foreach (var row in rows)
        {
            var cells = row.Values.ToDictionary(value => value.Place, value => value.Text, StringComparer.Ordinal);
            text.AppendJoin(',', columns.Select(column => Cell(cells.GetValueOrDefault(column, "")))).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Cell(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
