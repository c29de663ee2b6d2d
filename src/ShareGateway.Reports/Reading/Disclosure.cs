using System.Collections.Immutable;
using System.Text.Json;
using DuckDB.NET.Data;
using ShareGateway.Audit.Entries;

namespace ShareGateway.Reports.Reading;

/// <summary>A disclosure entry as the register keeps it.</summary>
internal sealed record Disclosure
{
    /// <summary>The columns that <see cref="Read"/> wants, in its order.</summary>
    public const string Columns =
        "entry, time_utc, disclosure_id, chunk, recipient, dataset, controller, purpose, legal_basis, agreement, agreement_version, fields, records, country, transfer_tool, stored, pseudonym_epoch";

    public required ulong Entry { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string DisclosureId { get; init; }

    public required int Chunk { get; init; }

    public required string Recipient { get; init; }

    public required string Dataset { get; init; }

    public required string Controller { get; init; }

    public required string Purpose { get; init; }

    public required string LegalBasis { get; init; }

    public required string Agreement { get; init; }

    public required string AgreementVersion { get; init; }

    public required ImmutableArray<DisclosedField> Fields { get; init; }

    public required long Records { get; init; }

    public required string Country { get; init; }

    public required string TransferTool { get; init; }

    /// <summary>Epoch of the keys behind its pseudonyms.</summary>
    public required int PseudonymEpoch { get; init; }

    /// <summary>The entry's bytes in the log.</summary>
    public required byte[] Stored { get; init; }

    public static Disclosure Read(DuckDBDataReader row) => new()
    {
        Entry = row.GetFieldValue<ulong>(0),
        Time = new DateTimeOffset(row.GetDateTime(1), TimeSpan.Zero),
        DisclosureId = row.GetString(2),
        Chunk = row.GetInt32(3),
        Recipient = row.GetString(4),
        Dataset = row.GetString(5),
        Controller = row.GetString(6),
        Purpose = row.GetString(7),
        LegalBasis = row.GetString(8),
        Agreement = row.GetString(9),
        AgreementVersion = row.GetString(10),
        Fields = FieldsOf(row.GetString(11)),
        Records = row.GetInt64(12),
        Country = row.GetString(13),
        TransferTool = row.GetString(14),
        Stored = Bytes(row, 15),
        PseudonymEpoch = row.GetInt32(16),
    };

    /// <summary>Reads the column <c>fields</c>; empty for the later chunks of a disclosure.</summary>
    public static ImmutableArray<DisclosedField> FieldsOf(string json)
    {
        if (json.Length == 0)
        {
            return [];
        }

        using var document = JsonDocument.Parse(json);
        return
        [
            .. document.RootElement.EnumerateArray().Select(field => new DisclosedField(
                field.GetProperty("name").GetString()!, field.GetProperty("transform").GetString()!, field.GetProperty("category").GetString()!)),
        ];
    }

    private static byte[] Bytes(DuckDBDataReader row, int column)
    {
        using var stream = row.GetStream(column);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
