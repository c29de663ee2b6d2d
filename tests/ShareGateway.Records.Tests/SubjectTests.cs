using ShareGateway.Privacy.Canonical;
using static ShareGateway.Records.Tests.Programs;

namespace ShareGateway.Records.Tests;

/// <summary>I4: a record leaves only if every person in it may be shared; no readable id, no record.</summary>
public sealed class SubjectTests
{
    private static readonly RecordProgram Household = With(
        [Subject("members[].id"), Subject("gift.to", required: false), Subject("heirs[].id", required: false)], [], "a", "members[].name");

    [Theory]
    [InlineData("""{"a":"1","id":"p"}""", "customer:p")]
    [InlineData("""{"id":12,"a":"1"}""", "customer:12")]
    [InlineData("""{"\u0069d":"\u0070","a":"1"}""", "customer:p")]
    public async Task An_id_is_found_anywhere(string record, string people)
    {
        var rewriting = await Rewriting.RunAsync($"[{record}]", Of("a"));

        Assert.Equal("""{"a":"1"}""", rewriting.Text);
        Assert.Equal([people], rewriting.Gate.Asked);
        Assert.Equal([people], rewriting.Gate.Told);
    }

    [Theory]
    [InlineData("""{"a":"1"}""")]
    [InlineData("""{"a":"1","id":null}""")]
    [InlineData("""{"a":"1","id":""}""")]
    [InlineData("""{"a":"1","id":true}""")]
    [InlineData("""{"a":"1","id":{"id":"p"}}""")]
    [InlineData("""{"a":"1","id":["p"]}""")]
    [InlineData("""{"a":"1","ID":"p"}""")]
    [InlineData("""{"a":"1","x":{"id":"p"}}""")]
    [InlineData("5")]
    [InlineData("\"id\"")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""[{"id":"p"}]""")]
    public async Task Without_a_readable_id_the_record_is_withheld_and_the_gate_not_asked(string record)
    {
        var rewriting = await Rewriting.RunAsync($$"""[{{record}},{"id":"q"},{{record}}]""", Of("a"));

        Assert.Equal("{}", rewriting.Text);
        Assert.Equal(new RecordCounts(1, 0, 0, 2, 0), rewriting.Counts);
        Assert.Equal(3, rewriting.Counts.Read);
        Assert.Equal(["customer:q"], rewriting.Gate.Asked);
    }

    [Theory]
    [InlineData("""{"a":"1","members":[{"id":"p"}]}""", "customer:p")]
    [InlineData("""{"a":"1","members":[{"id":"p"},{"id":"q"}],"gift":{"to":"r"}}""", "customer:p customer:q customer:r")]
    [InlineData("""{"a":"1","members":[{"id":"p"}],"gift":null}""", "customer:p")]
    [InlineData("""{"a":"1","members":[{"id":"p"}],"gift":{"to":null}}""", "customer:p")]
    [InlineData("""{"a":"1","members":[{"id":"p"}],"gift":{}}""", "customer:p")]
    [InlineData("""{"a":"1","members":[{"id":"p"}],"heirs":[{"id":"s"},{},null]}""", "customer:p customer:s")]
    public async Task All_people_of_a_record_are_shown_to_the_gate(string record, string people)
    {
        var rewriting = await Rewriting.RunAsync($"[{record}]", Household);

        Assert.Equal("""{"a":"1"}""", rewriting.Text);
        Assert.Equal([people], rewriting.Gate.Told);
    }

    [Theory]
    [InlineData("""{"a":"1","members":[]}""")]
    [InlineData("""{"a":"1","members":null}""")]
    [InlineData("""{"a":"1","members":{"id":"p"}}""")]
    [InlineData("""{"a":"1","members":[{"id":"p"},{"name":"x"}]}""")]
    [InlineData("""{"a":"1","members":[{"id":"p"},{"id":null}]}""")]
    [InlineData("""{"a":"1","members":[{"id":"p"},null]}""")]
    [InlineData("""{"a":"1","members":[{"id":"p"},"q"]}""")]
    [InlineData("""{"a":"1","gift":{"to":"r"}}""")]
    [InlineData("""{"a":"1","members":[{"id":"p"}],"gift":{"to":""}}""")]
    [InlineData("""{"a":"1","members":[{"id":"p"}],"gift":{"to":{}}}""")]
    [InlineData("""{"a":"1","members":[{"id":"p"}],"gift":"r"}""")]
    [InlineData("""{"a":"1","members":[{"id":"p"}],"heirs":["s"]}""")]
    public async Task A_person_who_cannot_be_told_withholds_the_record(string record)
    {
        var rewriting = await Rewriting.RunAsync($"[{record}]", Household);

        Assert.Equal("", rewriting.Text);
        Assert.Equal(new RecordCounts(0, 0, 0, 1, 0), rewriting.Counts);
        Assert.Empty(rewriting.Gate.Asked);
    }

    [Theory]
    [InlineData("""{"a":"1","members":[{"id":"no"}]}""")]
    [InlineData("""{"a":"1","members":[{"id":"p"},{"id":"no"}]}""")]
    [InlineData("""{"a":"1","members":[{"id":"p"}],"gift":{"to":"no"}}""")]
    public async Task One_refused_person_withholds_the_record(string record)
    {
        var rewriting = await Rewriting.RunAsync($"[{record}]", Household);

        Assert.Equal("", rewriting.Text);
        Assert.Equal(new RecordCounts(0, 1, 0, 0, 0), rewriting.Counts);
        Assert.Single(rewriting.Gate.Asked);
        Assert.Empty(rewriting.Gate.Told);
    }

    [Fact]
    public async Task With_optional_ids_only_somebody_must_still_be_there()
    {
        var rewriting = await Rewriting.RunAsync("""[{"a":"1"},{"a":"2","id":"p"}]""", With([Subject("id", required: false)], [], "a"));

        Assert.Equal("""{"a":"2"}""", rewriting.Text);
    }

    [Fact]
    public async Task Ids_are_shown_in_their_canonical_form()
    {
        var program = With([Subject("mail", form: CanonicalForm.Email)], [], "a");
        var rewriting = await Rewriting.RunAsync("""[{"mail":" Ann@Shop.example "},{"mail":"nobody"},{"mail":7}]""", program);

        Assert.Equal(["customer:ann@shop.example"], rewriting.Gate.Asked);
        Assert.Equal(2, rewriting.Counts.WithheldUnreadable);
    }

    [Fact]
    public async Task Hundreds_of_people_fit_in_one_record()
    {
        string members = string.Join(',', Enumerable.Range(0, 500).Select(i => $$"""{"id":"p{{i}}"}"""));
        var rewriting = await Rewriting.RunAsync($$"""[{"members":[{{members}}]}]""", Household);

        Assert.Equal(string.Join(' ', Enumerable.Range(0, 500).Select(i => $"customer:p{i}")), rewriting.Gate.Told.Single());
    }

    [Fact]
    public async Task Withheld_records_leave_no_byte_whatever_their_neighbours()
    {
        string[] records = ["""{"id":"no1","a":"SECRET"}""", """{"id":"p","a":"1"}""", """{"a":"SECRET"}""", """{"id":"q","a":"2"}""", """{"id":"no2","a":"SECRET"}"""];
        foreach (string[] order in new[] { records, [.. records.Reverse()], [records[2], records[0], records[1], records[3]] })
        {
            var json = await Rewriting.RunAsync($"[{string.Join(',', order)}]", Of("a"));
            var lines = await Rewriting.RunAsync($"[{string.Join(',', order)}]", Of("a"), output: RecordFormat.Ndjson);

            Assert.DoesNotContain("SECRET", json.Text + lines.Text, StringComparison.Ordinal);
            Assert.Equal(2, System.Text.Json.JsonDocument.Parse($"[{json.Text}]").RootElement.GetArrayLength());
            Assert.Equal(2, lines.Text.Count(c => c == '\n'));
        }
    }
}
