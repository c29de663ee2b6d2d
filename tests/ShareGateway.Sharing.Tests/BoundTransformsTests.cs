using System.Text;
using System.Text.Json;
using ShareGateway.Policy;
using ShareGateway.Records;
using ShareGateway.Sharing.Tests.Trials;
using ShareGateway.Sharing.Trials;

namespace ShareGateway.Sharing.Tests;

/// <summary>Transforms that need more than their value, from the policy file to the record: the person, and the day.</summary>
public sealed class BoundTransformsTests
{
    private const string Fraud = "banque-horizon-fraud";
    private const string File = $"fr/maison-nord/agreements/{Fraud}.yaml";

    [Fact]
    public async Task A_person_s_dates_move_by_one_number_of_days_wherever_the_id_stands()
    {
        using var folder = new TrialFolder(withTests: false);
        folder.Edit(File, "created_at: {do: generalise, to: month}", "created_at: {do: shiftDate, days: 300}");
        using var keys = new TrialKeys();

        var records = await RewriteAsync(folder.Load(), keys, TimeProvider.System, """
            [{"created_at":"2026-01-01T10:00:00Z","customer_id":"C-1"},{"customer_id":" C-1","created_at":"2026-03-02T11:30:00+01:00"},
             {"created_at":"2026-01-01T10:00:00Z","customer_id":"C-2"},{"customer_id":"C-3","created_at":"2026-01-01T10:00:00Z"}]
            """);

        int[] shifts = [.. records.Zip(new[] { 1, 61, 1, 1 }, (record, day) => ShiftOf(record.GetProperty("created_at").GetString()!, new DateOnly(2026, 1, 1).AddDays(day - 1)))];
        Assert.Equal(shifts[0], shifts[1]);
        Assert.Equal(3, shifts.Distinct().Count());
        Assert.All(shifts, shift => Assert.InRange(Math.Abs(shift), 1, 300));
        Assert.EndsWith("T11:30:00+01:00", records[1].GetProperty("created_at").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_age_is_counted_on_the_day_of_the_request_and_its_program_kept_for_that_day()
    {
        using var folder = new TrialFolder(withTests: false);
        folder.Edit(File, "birth_date: {do: generalise, to: year}", "birth_date: {do: ageBand, bands: \"18,65\"}");
        var set = folder.Load();
        using var keys = new TrialKeys();
        var clock = new MovingClock { Now = new DateTimeOffset(2026, 10, 30, 23, 59, 0, TimeSpan.Zero) };
        const string born = """[{"customer_id":"C-1","birth_date":"2008-10-31"}]""";
        var binder = new ProgramBinder(keys, clock);
        var plan = set.Plans.Single(one => one.AgreementId == Fraud);

        Assert.Equal("0-17", (await RewriteAsync(set, keys, clock, born))[0].GetProperty("birth_date").GetString());
        var first = binder.Bind(plan, "a").Program;
        Assert.Same(first, binder.Bind(plan, "b").Program);
        clock.Now += TimeSpan.FromMinutes(1);
        Assert.NotSame(first, binder.Bind(plan, "c").Program);
        Assert.Equal("18-64", (await RewriteAsync(set, keys, clock, born))[0].GetProperty("birth_date").GetString());
    }

    private static int ShiftOf(string delivered, DateOnly original) =>
        DateOnly.Parse(delivered[..10], System.Globalization.CultureInfo.InvariantCulture).DayNumber - original.DayNumber;

    private static async Task<JsonElement[]> RewriteAsync(PolicySet set, TrialKeys keys, TimeProvider clock, string body)
    {
        var plan = set.Plans.Single(one => one.AgreementId == Fraud);
        using var bound = new ProgramBinder(keys, clock).Bind(plan, "a");
        using var upstream = new MemoryStream(Encoding.UTF8.GetBytes(body));
        using var rewriter = new RecordRewriter(upstream, new(RecordFormat.Json), bound.Program, RecordFormat.Ndjson, new OpenGate(), new(), TimeProvider.System);
        var lines = new List<JsonElement>();
        while (await rewriter.ReadChunkAsync(TestContext.Current.CancellationToken))
        {
            lines.AddRange(Encoding.UTF8.GetString(rewriter.Chunk.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)));
        }

        return [.. lines];
    }

    private sealed class OpenGate : PersonGate
    {
        public override void Judge(RecordBatch batch, Span<bool> admitted) => admitted.Fill(true);

        public override void Committed(RecordPeople people)
        {
        }
    }

    private sealed class MovingClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
