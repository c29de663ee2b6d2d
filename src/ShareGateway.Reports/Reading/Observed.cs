using System.Collections.Immutable;
using ShareGateway.Audit.Entries;

namespace ShareGateway.Reports.Reading;

/// <summary>What was disclosed under one agreement in a period.</summary>
/// <param name="Agreement">Its id, without version.</param>
/// <param name="Recipient">Who received.</param>
/// <param name="Answers">Answers with data.</param>
/// <param name="Records">Records in them.</param>
/// <param name="First">The first one.</param>
/// <param name="Last">The last one.</param>
/// <param name="Fields">Every field that left, in every form.</param>
internal sealed record Observed(
    string Agreement, string Recipient, long Answers, long Records, DateTimeOffset First, DateTimeOffset Last, ImmutableArray<DisclosedField> Fields)
{
    /// <summary>Each agreement that was used, by id and recipient.</summary>
    public static ImmutableArray<Observed> In(ReportGround ground)
    {
        var fields = ground.Reader.Ask(
            $"select distinct agreement, recipient, fields from disclosures where {ground.InPeriod} and fields <> ''",
            row => (Key: (row.GetString(0), row.GetString(1)), Fields: Disclosure.FieldsOf(row.GetString(2)))).ToLookup(row => row.Key, row => row.Fields);
        return
        [
            .. ground.Reader.Ask(
                $"""
                select agreement, recipient, count(distinct disclosure_id), sum(records)::bigint, min(time_utc), max(time_utc)
                from disclosures where {ground.InPeriod} group by all order by agreement, recipient
                """,
                row => new Observed(
                    row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), Utc(row.GetDateTime(4)), Utc(row.GetDateTime(5)),
                    [
                        .. fields[(row.GetString(0), row.GetString(1))].SelectMany(list => list).Where(left => left.Transform != "drop").Distinct()
                            .OrderBy(left => left.Name, StringComparer.Ordinal).ThenBy(left => left.Transform, StringComparer.Ordinal),
                    ])),
        ];
    }

    /// <summary>A moment of a query.</summary>
    public static DateTimeOffset Utc(DateTime moment) => new(DateTime.SpecifyKind(moment, DateTimeKind.Utc));
}
