using System.Collections.Immutable;
using System.Globalization;
using ShareGateway.Reports.Rendering;

namespace ShareGateway.Reports.Reading;

/// <summary>Records disclosed on one day, UTC.</summary>
/// <param name="Day">The day.</param>
/// <param name="Answers">Answers with data.</param>
/// <param name="Records">Records in them.</param>
internal sealed record VolumeByDay(DateOnly Day, long Answers, long Records)
{
    private const int MostBars = 62;

    /// <summary>The days with disclosures, in order.</summary>
    /// <param name="ground">What to read.</param>
    /// <param name="condition">A further condition of SQL.</param>
    public static ImmutableArray<VolumeByDay> In(ReportGround ground, string condition = "true") =>
    [
        .. ground.Reader.Ask(
            $"select strftime(time_utc, '%Y-%m-%d'), count(distinct disclosure_id), sum(records)::bigint from disclosures where {ground.InPeriod} and {condition} group by 1 order by 1",
            row => new VolumeByDay(DateOnly.ParseExact(row.GetString(0), "yyyy-MM-dd", CultureInfo.InvariantCulture), row.GetInt64(1), row.GetInt64(2))),
    ];

    /// <summary>The last days as a chart, and all of them as a table.</summary>
    public static IEnumerable<ReportBlock> Blocks(ImmutableArray<VolumeByDay> days, ReportWords words)
    {
        string title = days.Length <= MostBars
            ? words.Say("Records by day", "Enregistrements par jour")
            : words.Say($"Records by day, the last {MostBars} days with disclosures", $"Enregistrements par jour, les {MostBars} derniers jours avec transmissions");
        yield return new BarsBlock(title, [.. days.TakeLast(MostBars).Select(day => (words.ShortDay(day.Day).Shown, day.Records))]);
        yield return new TableBlock(
            "days",
            words.Say("Volumes by day", "Volumes par jour"),
            [new("day", words.Say("Day", "Jour")), new("answers", words.Say("Answers", "Réponses")), new("records", words.Say("Records", "Enregistrements"))],
            [.. days.Select(day => ImmutableArray.Create(words.ShortDay(day.Day), words.Number(day.Answers), words.Number(day.Records)))],
            words.Say("Nothing was disclosed.", "Rien n'a été transmis.")) { IsOnPages = days.Length <= MostBars };
    }
}
