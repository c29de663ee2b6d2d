using System.Text;
using System.Text.Json;
using static ShareGateway.Records.Tests.Programs;

namespace ShareGateway.Records.Tests;

/// <summary>Bodies that may not be passed on, named by attack; the table is <c>tests/vectors/records-spoilt.json</c>.</summary>
public sealed class SpoiltInputTests
{
    private static readonly JsonElement[] Cases =
        [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors", "records-spoilt.json"))).RootElement.EnumerateArray()];

    public static TheoryData<string, string> Names => [.. Cases.Select(c => (Text(c, "format"), Text(c, "name")))];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_spoilt_body_fails_wherever_it_is_cut(string format, string name)
    {
        var spoilt = Cases.Single(c => Text(c, "format") == format && Text(c, "name") == name);
        byte[] body = spoilt.TryGetProperty("hex", out var hex) ? Convert.FromHexString(hex.GetString()!) : Encoding.UTF8.GetBytes(Text(spoilt, "body"));
        var source = new RecordSource(Enum.Parse<RecordFormat>(format), spoilt.TryGetProperty("recordsAt", out var at) ? at.GetString()! : "");
        var program = format == "Csv" ? Of("a", "b.c") : Of("a", "b.c", "l[].s");

        var failure = await Rewriting.FailAsync(body, program, source, RecordFormat.Ndjson);

        Assert.Equal(Text(spoilt, "fault"), failure.Fault.ToString());
        Assert.InRange(failure.OffsetBytes, 0, body.Length);
        Assert.Equal($"upstream body broke `{failure.Fault}` at byte {failure.OffsetBytes}", failure.Message);
        Assert.Null(failure.InnerException);
    }

    [Fact]
    public void The_table_is_there() => Assert.True(Cases.Length > 100);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
