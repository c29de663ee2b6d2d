using System.Text.Json;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Verification;

namespace ShareGateway.Reports.Register;

/// <summary>The columns of the table <c>disclosures</c>: one row per disclosure entry of the log.</summary>
internal static class DisclosureRow
{
    /// <summary>Names and types, in order. The page about the register explains them; a change is a new version of the batch.</summary>
    public const string Columns = """
        entry ubigint, time_utc timestamp, disclosure_id varchar, chunk integer, recipient varchar, client_id varchar, dataset varchar, controller varchar,
        format varchar, purpose varchar, legal_basis varchar, agreement varchar, agreement_version varchar, policy_hash varchar, fields varchar,
        records bigint, bytes bigint, people integer, commitment varchar, nonce blob, pseudonym_epoch integer, audit_epoch integer, consent_epoch integer,
        country varchar, transfer_tool varchar, trace_id varchar, stored blob
        """;

    public static void Append(DuckDB.NET.Data.DuckDBAppender rows, StoredEntry stored)
    {
        var view = stored.View;
        var entry = (DisclosureEntry)view.Entry;
        var (agreement, version) = Split(entry.Agreement);
        rows.CreateRow()
            .AppendValue((ulong?)view.Index).AppendValue((DateTime?)view.Time.UtcDateTime)
            .AppendValue(entry.DisclosureId).AppendValue((int?)entry.Chunk)
            .AppendValue(entry.Recipient).AppendValue(entry.ClientId).AppendValue(entry.Dataset).AppendValue(entry.Controller)
            .AppendValue(entry.Format).AppendValue(entry.Purpose).AppendValue(entry.LegalBasis)
            .AppendValue(agreement).AppendValue(version).AppendValue(entry.PolicyHash).AppendValue(FieldsOf(entry))
            .AppendValue((long?)entry.Records).AppendValue((long?)entry.Bytes).AppendValue((int?)view.Subjects.Count)
            .AppendValue(view.Subjects.Hash).AppendValue(stored.Nonce.ToArray())
            .AppendValue((int?)entry.KeyEpochs.Pseudonym).AppendValue((int?)entry.KeyEpochs.Audit).AppendValue((int?)entry.KeyEpochs.Consent)
            .AppendValue(entry.Transfer.Country ?? "").AppendValue(entry.Transfer.Tool ?? "").AppendValue(entry.TraceId)
            .AppendValue(stored.Bytes.ToArray())
            .EndRow();
    }

    /// <summary><c>id@version</c> in two; the version is empty when there is none.</summary>
    public static (string Id, string Version) Split(string agreement)
    {
        int at = agreement.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? (agreement, "") : (agreement[..at], agreement[(at + 1)..]);
    }

    /// <summary>Empty for the later chunks of a disclosure, whose fields are those of the first.</summary>
    private static string FieldsOf(DisclosureEntry entry)
    {
        if (entry.Fields.IsEmpty)
        {
            return "";
        }

        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartArray();
            foreach (var field in entry.Fields)
            {
                json.WriteStartObject();
                json.WriteString("name", field.Name);
                json.WriteString("transform", field.Transform);
                json.WriteString("category", field.Category);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(text.ToArray());
    }
}
