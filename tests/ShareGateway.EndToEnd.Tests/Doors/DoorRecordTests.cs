using ShareGateway.EndToEnd.Tests.Fixture;
using ShareGateway.Records;

namespace ShareGateway.EndToEnd.Tests.Doors;

/// <summary>Hard truths about what an upstream's records hold: 4, 5, 6, 7, 8, 17. Each on every route and format.</summary>
[Collection("doors")]
public sealed class DoorRecordTests(DoorSite site)
{
    [Theory]
    [MemberData(nameof(Door.All), MemberType = typeof(Door))]
    public async Task Truth_04_I3_no_byte_of_an_answer_depends_on_withheld_people_or_fields(string source, RecordFormat format)
    {
        var door = new Door(source, format);
        var people = await site.PeopleAsync(10, i => i < 7);
        var shared = people[..7].Select((person, i) => new Visit(person) { Page = $"/{i}" }).ToList();
        var stranger = new Visit(people[9]) { Page = "/withheld", Mark = new string('m', 90) };
        string[] withheld =
        [
            stranger.In(door), (shared[0] with { Companion = people[8] }).In(door), (shared[1] with { Country = "DE" }).In(door), stranger.In(door), stranger.In(door),
            door.IsJsonUpstream ? shared[2].Json.Replace($"\"account_id\":{shared[2].Account}", "\"account_id\":null", StringComparison.Ordinal) : shared[2].Row.Replace($",{shared[2].Account},", ",,", StringComparison.Ordinal),
        ];
        foreach (var limit in new[] { 1, 3, 7, 100 })
        {
            site.Serve(door, [.. shared.Select(visit => visit.In(door))]);
            var without = await site.WireAsync(door, limit);
            site.Serve(door, [.. shared.SelectMany((visit, i) => withheld[..(i % 7)].Append((visit with { Mark = "longer" }).In(door))), .. withheld, .. withheld],
                dress: context => context.Response.Headers["X-Total-Count"] = "41");
            var with = await site.WireAsync(door, limit);

            Assert.Equal(without, with);
            Assert.Contains("/6", with, StringComparison.Ordinal);
            Assert.DoesNotContain(Visit.Canary, with, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Door.All), MemberType = typeof(Door))]
    public async Task Truth_05_the_union_of_pages_is_the_permitted_set_exactly_once(string source, RecordFormat format)
    {
        var door = new Door(source, format);
        var random = new Random(20261126);
        for (var mask = 0; mask < 4; mask++)
        {
            var allowed = random.Next(1, 1 << 12);
            var people = await site.PeopleAsync(12, i => (allowed >> i & 1) == 1);
            var visits = Enumerable.Range(0, 43).Select(i => (Who: random.Next(12), Page: $"/{i}")).ToList();
            site.Serve(door, [.. visits.Select(visit => new Visit(people[visit.Who]) { Page = visit.Page }.In(door))]);
            var expected = visits.Where(visit => (allowed >> visit.Who & 1) == 1).Select(visit => visit.Page);
            foreach (var limit in door.IsPaged ? new[] { 1, 4, 10, 43 } : [100])
            {
                Assert.Equal(expected, await site.PagesSeenAsync(door, limit));
            }
        }
    }

    [Theory]
    [InlineData("pages")]
    [InlineData("document")]
    [InlineData("lines")]
    [InlineData("table")]
    public async Task Truth_05_a_page_token_serves_its_own_caller_purpose_and_agreement_only(string source)
    {
        var door = new Door(source, RecordFormat.Json);
        var people = await site.PeopleAsync(3, _ => true);
        site.Serve(door, [.. people.Select(person => new Visit(person).In(door))]);
        using var first = await site.AskAsync(door, "?limit=1");
        var link = (await first.Content.ReadAsStringAsync()).Split("page=")[1].Split('"')[0];

        Assert.Equal(200, await StatusAsync(door, $"?limit=1&page={link}", DoorPolicies.Recipient, DoorPolicies.Purpose));
        Assert.Equal(400, await StatusAsync(door, $"?page={link}", DoorPolicies.OtherRecipient, DoorPolicies.Purpose));
        Assert.Equal(400, await StatusAsync(door, $"?page={link}", DoorPolicies.Recipient, DoorPolicies.OtherPurpose));
        Assert.Equal(400, await StatusAsync(door, $"?page={link[..^1]}", DoorPolicies.Recipient, DoorPolicies.Purpose));
        Assert.Equal(400, await StatusAsync(door, $"?page={link[1..]}", DoorPolicies.Recipient, DoorPolicies.Purpose));
        Assert.Equal(400, await StatusAsync(door, $"?page={(link[40] == 'A' ? link[..40] + 'B' : link[..40] + 'A') + link[41..]}", DoorPolicies.Recipient, DoorPolicies.Purpose));
        foreach (var other in Door.Sources.Where(other => other != source))
        {
            Assert.Equal(400, await StatusAsync(new(other, RecordFormat.Json), $"?page={link}", DoorPolicies.Recipient, DoorPolicies.Purpose));
        }

        // A stream has no pages: the token opens nothing there either.
        Assert.Equal(400, await StatusAsync(new(source, RecordFormat.Ndjson), $"?page={link}", DoorPolicies.Recipient, DoorPolicies.Purpose));
        Assert.Equal(400, await StatusAsync(new(source, RecordFormat.Csv), $"?page={link}", DoorPolicies.Recipient, DoorPolicies.Purpose));
    }

    [Theory]
    [MemberData(nameof(Door.All), MemberType = typeof(Door))]
    public async Task Truth_06_new_fields_and_other_types_never_leave(string source, RecordFormat format)
    {
        var door = new Door(source, format);
        var person = (await site.PeopleAsync(1, _ => true))[0];
        var plain = new Visit(person).In(door);
        site.Serve(door, [plain]);
        var before = await site.WireAsync(door);

        site.Serve(door, [door.IsJsonUpstream ? plain[..^1] + $",\"extra\":\"{Visit.Canary}\",\"more\":{{\"page\":\"{Visit.Canary}\",\"list\":[[{{\"country\":\"{Visit.Canary}\"}}]]}},\"Page\":\"{Visit.Canary}\",\"page2\":[\"{Visit.Canary}\"]}}" : plain + $",{Visit.Canary},{Visit.Canary}"],
            spoil: body => body.Replace(Visit.Header, Visit.Header + ",extra,Page", StringComparison.Ordinal));
        var grown = await site.WireAsync(door);
        Assert.Equal(before, grown);

        string[] otherTypes = door.IsJsonUpstream
            ? [$"{{\"page\":\"{Visit.Canary}\"}}", $"[\"{Visit.Canary}\"]", "17", "true", "null"]
            : ["17"];
        foreach (var value in otherTypes)
        {
            site.Serve(door, [door.IsJsonUpstream ? plain.Replace("\"page\":\"/\"", $"\"page\":{value}", StringComparison.Ordinal) : plain.Replace(",/,", $",{value},", StringComparison.Ordinal)]);
            using var response = await site.AskAsync(door);
            var body = await response.Content.ReadAsStringAsync();
            var record = Assert.Single(DoorSite.Records(format, body));
            Assert.DoesNotContain(Visit.Canary, body, StringComparison.Ordinal);
            Assert.Equal(door.IsJsonUpstream ? null : "17", record["page"]);
        }

        site.Serve(door, [plain.Replace(door.IsJsonUpstream ? ":42," : ",42,", door.IsJsonUpstream ? $":\"{Visit.Canary}\"," : $",{Visit.Canary},", StringComparison.Ordinal)]);
        using var odd = await site.AskAsync(door);
        Assert.Null(Assert.Single(DoorSite.Records(format, await odd.Content.ReadAsStringAsync()))["duration_seconds"]);
        Assert.Contains((door.Dataset, "extra"), site.Drift);
        Assert.Contains(site.Gateway.Spoken.Lines, line => line.Contains($"Contract {door.Dataset} does not hold `extra`", StringComparison.Ordinal));
    }

    public static TheoryData<string, string, string> Spoilt() => new()
    {
        { "a twin in escapes", "\"page\":\"/\"", "\"page\":\"/\",\"p\\u0061ge\":\"zqcanaryzq\"" },
        { "a twin id", "\"country\":\"FR\"", "\"country\":\"FR\",\"account_id\":4" },
        { "twins in what is left out", "\"deep\":", "\"deep\":1,\"deep\":" },
        { "NaN", "\"duration_seconds\":42", "\"duration_seconds\":NaN" },
        { "NaN in what is left out", "\"score\":{", "\"other\":NaN,\"score\":{" },
        { "half a surrogate pair", "\"page\":\"/\"", "\"page\":\"\\ud800\"" },
        { "a comment", "\"page\":\"/\"", "/*zqcanaryzq*/\"page\":\"/\"" },
        { "a trailing comma", "\"_etag\":\"zqcanaryzq\"", "\"_etag\":\"zqcanaryzq\"," },
        { "single quotes", "\"page\":\"/\"", "\"page\":'/'" },
        { "depth", "\"score\":{", "\"other\":" + new string('[', 80) + new string(']', 80) + ",\"score\":{" },
        { "a giant value", "\"score\":{", "\"other\":\"" + new string('x', 1_100_000) + "\",\"score\":{" },
        { "no end", "\"_etag\":\"zqcanaryzq\"}", "\"_etag\":\"zqcanaryzq\"" },
    };

    [Theory]
    [MemberData(nameof(Spoilt))]
    public async Task Truth_07_JSON_that_two_readers_could_read_in_two_ways_never_leaves(string attack, string from, string to)
    {
        foreach (var door in Door.All.Select(row => new Door(row.Data.Item1, row.Data.Item2)).Where(door => door.IsJsonUpstream))
        {
            var people = await site.PeopleAsync(2, _ => true);
            foreach (var whose in people) // no matter whose record it is, the one at the start or the one at the end
            {
                site.Serve(door, [.. people.Select(person => person == whose ? new Visit(person).Json.Replace(from, to, StringComparison.Ordinal) : new Visit(person).Json)]);
                await AssertRefusedAsync(door, attack);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Door.All), MemberType = typeof(Door))]
    public async Task Truth_07_08_a_byte_order_mark_means_nothing_and_bytes_after_the_end_refuse(string source, RecordFormat format)
    {
        var door = new Door(source, format);
        var person = (await site.PeopleAsync(1, _ => true))[0];
        site.Serve(door, [new Visit(person).In(door)]);
        var plain = await site.WireAsync(door);
        site.Serve(door, [new Visit(person).In(door)], spoil: body => "\uFEFF" + body);
        Assert.Equal(plain, await site.WireAsync(door));

        site.Serve(door, [new Visit(person).In(door)], spoil: body => body + $"{{\"{Visit.Canary}\":\"");
        await AssertRefusedAsync(door, "bytes after the end");
    }

    [Theory]
    [InlineData("a stray quote", ",/,", ",a\"zqcanaryzq,")]
    [InlineData("an open quote", ",/,", ",\"zqcanaryzq,")]
    [InlineData("a lone carriage return", ",/,", ",a\rzqcanaryzq,")]
    [InlineData("a cell too many", ",/,", ",/,zqcanaryzq,")]
    [InlineData("a cell too few", ",/,", ",")]
    [InlineData("twin columns", "score,_etag", "page,_etag")]
    [InlineData("no column for an id", "companion_id", "companion")]
    [InlineData("an id in another case", "account_id", "Account_Id")]
    [InlineData("another delimiter", ",", ";")]
    public async Task Truth_08_a_table_that_two_readers_could_read_in_two_ways_never_leaves(string attack, string from, string to)
    {
        foreach (var format in new[] { RecordFormat.Json, RecordFormat.Ndjson, RecordFormat.Csv })
        {
            var door = new Door("table", format);
            var people = await site.PeopleAsync(2, _ => true);
            site.Serve(door, [.. people.Select(person => new Visit(person).Row)], spoil: body => body.Replace(from, to, StringComparison.Ordinal));
            await AssertRefusedAsync(door, attack);
        }
    }

    [Theory]
    [InlineData(RecordFormat.Json)]
    [InlineData(RecordFormat.Ndjson)]
    [InlineData(RecordFormat.Csv)]
    public async Task Truth_08_columns_are_bound_by_name_and_cells_may_hold_anything(RecordFormat format)
    {
        var door = new Door("table", format);
        var person = (await site.PeopleAsync(1, _ => true))[0];
        site.Serve(door, [new Visit(person) { Page = "\"a,\"\"b\"\"\r\n;c\"" }.Row]);
        var inOrder = await site.WireAsync(door);
        site.Serve(door, [$"\"a,\"\"b\"\"\r\n;c\",FR,{Visit.Canary},,42,{person}"], spoil: body => body.Replace(Visit.Header, "page,country,ip,companion_id,duration_seconds,account_id", StringComparison.Ordinal));
        var shuffled = await site.WireAsync(door);

        Assert.Equal(inOrder, shuffled);
        Assert.Contains(format == RecordFormat.Csv ? "\"a,\"\"b\"\"\r\n;c\"" : "a,\\\"b\\\"\\r\\n;c", inOrder, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Door.All), MemberType = typeof(Door))]
    public async Task Truth_08_a_formula_is_text_in_a_table(string source, RecordFormat format)
    {
        var door = new Door(source, format);
        var person = (await site.PeopleAsync(1, _ => true))[0];
        foreach (var formula in new[] { "=cmd|x", "+1-1", "-1+1", "@SUM(A1)" })
        {
            site.Serve(door, [new Visit(person) { Page = formula }.In(door)]);
            Assert.Equal(format == RecordFormat.Csv ? "'" + formula : formula, Assert.Single(await site.PagesSeenAsync(door)));
        }
    }

    [Theory]
    [MemberData(nameof(Door.All), MemberType = typeof(Door))]
    public async Task Truth_17_a_record_leaves_only_when_everybody_in_it_may_be_shared_however_their_ids_are_written(string source, RecordFormat format)
    {
        var door = new Door(source, format);
        var people = await site.PeopleAsync(3, i => i < 2);
        var (yes, alsoYes, no) = (people[0], people[1], people[2]);
        site.Serve(door,
        [
            new Visit(yes) { Page = "/one" }.In(door),
            new Visit(yes) { Page = "/two", Companion = alsoYes }.In(door),
            new Visit(yes) { Page = "/other", Companion = no }.In(door),
            new Visit(no) { Page = "/other", Companion = yes }.In(door),
            Written(yes, $"\"{yes}\"", "/text"),
            Written(yes, $"\" {yes} \"", "/spaces"),
            Written(yes, $"\"00{yes}\"", "/zeros"), // another account in this scheme
            Written(yes, $"{yes}.0", "/fraction"),
            Written(yes, $"-{yes}", "/sign"),
            Written(yes, $"[{yes}]", "/list"),
            Written(yes, $"{{\"id\":{yes}}}", "/object"),
            Written(yes, "\"\"", "/empty"),
            Written(yes, "null", "/null"),
            Written(yes, "true", "/bool"),
            Written(yes, $"\"{Fullwidth(yes)}\"", "/fullwidth"),
        ]);

        Assert.Equal(["/one", "/two", "/text", "/spaces"], await site.PagesSeenAsync(door));

        string Written(long account, string id, string page)
        {
            var visit = new Visit(account) { Page = page };
            return door.IsJsonUpstream
                ? visit.Json.Replace($"\"account_id\":{account}", $"\"account_id\":{id}", StringComparison.Ordinal)
                : visit.Row.Replace($",{account},", $",\"{id.Trim('"').Replace("\"", "\"\"", StringComparison.Ordinal)}\",", StringComparison.Ordinal);
        }
    }

    private static string Fullwidth(long number) => string.Concat(number.ToString(System.Globalization.CultureInfo.InvariantCulture).Select(digit => (char)(digit - '0' + '\uFF10')));

    /// <summary>An answer that never looks whole, with nothing of what was wrong in it.</summary>
    private async Task AssertRefusedAsync(Door door, string attack)
    {
        using var response = await site.AskAsync(door);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == 502, $"{attack} at {door.Source} as {door.Format}: {(int)response.StatusCode} {body}");
        Assert.Equal("upstream-unusable", await Bodies.ReasonAsync(response));
        Assert.DoesNotContain(Visit.Canary, response.Headers + body, StringComparison.Ordinal);
    }

    private async Task<int> StatusAsync(Door door, string query, string recipient, string purpose)
    {
        using var response = await site.AskAsync(door, query, recipient, purpose);
        return (int)response.StatusCode;
    }
}
