using System.Text;
using ShareGateway.Privacy.Canonical;
using static ShareGateway.Records.Tests.Programs;

namespace ShareGateway.Records.Tests;

/// <summary>A transform that asks whose record it is learns it, wherever the id stands.</summary>
public sealed class LeadTests
{
    private const int LineBytes = 230; // longer than what a template needs behind a value

    private static readonly RecordProgram One = With([Subject("id", form: CanonicalForm.Email)], [], "when:Date:whose", "b.then:Text:whose", "c");

    [Theory]
    [InlineData("""{"id":"P@x.example","when":"2026-01-01","b":{"then":"x"}}""")]
    [InlineData("""{"when":"2026-01-01","b":{"then":"x"},"id":" p@X.example"}""")]
    [InlineData("""{"new":{"id":"q@x.example"},"when":"2026-01-01","\u0069d":"p\u0040x.example","b":{"then":"x"}}""")]
    public async Task The_person_is_found_before_the_fields_are_written(string record)
    {
        foreach (var body in Bodies(record))
        {
            var rewriting = await Rewriting.RunAsync(body, One, output: RecordFormat.Ndjson);

            Assert.Equal("""{"when":"p@x.example","b":{"then":"p@x.example"}}""" + "\n", rewriting.Text);
            Assert.Equal(["customer:p@x.example"], rewriting.Gate.Told);
        }
    }

    [Theory]
    [InlineData(1 << 20)]
    [InlineData(LineBytes / 2)] // a piece ends where a line does, now and then
    [InlineData(LineBytes)] // and always
    public async Task Lines_that_are_alike_are_read_to_their_end_whatever_pieces_they_come_in(int pieceBytes)
    {
        var program = With([Subject("id")], [], "a:Text:whose");
        byte[] body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 40).Select(i => $"{{\"id\":\"p{i:D2}\",\"a\":\"{new string('x', LineBytes - 20)}\"}}\n")));
        Assert.Equal(40 * LineBytes, body.Length);

        var rewriting = await Rewriting.RunAsync(PieceStream.InPiecesOf(pieceBytes, body), program, new RecordSource(RecordFormat.Ndjson), RecordFormat.Ndjson);

        Assert.Equal(string.Concat(Enumerable.Range(0, 40).Select(i => $"{{\"a\":\"p{i:D2}\"}}\n")), rewriting.Text);
    }

    [Fact]
    public async Task One_record_s_person_is_not_the_next_one_s()
    {
        var program = With([Subject("id", required: false), Subject("other", required: false)], [], "a:Text:whose");
        const string records = """{"a":"x","id":"p"},{"a":"y","other":"q"},{"id":"r","a":"z"}""";

        foreach (var source in (RecordSource[])[new(RecordFormat.Json), new(RecordFormat.Ndjson)])
        {
            string body = source.Format is RecordFormat.Json ? $"[{records}]" : records.Replace("},{", "}\n{", StringComparison.Ordinal);
            var rewriting = await Rewriting.RunAsync(body, program, source, RecordFormat.Ndjson);

            Assert.Equal("{\"a\":\"p\"}\n{\"a\":null}\n{\"a\":\"r\"}\n", rewriting.Text);
            Assert.Equal(1, rewriting.Counts.CellsNulled);
        }
    }

    [Theory]
    [InlineData("id,when,b.then,c\np@x.example,2026-01-01,x,\n")]
    [InlineData("when,c,\"b.then\",id\n2026-01-01,,x,\"p@x.example\"\n")]
    public async Task In_a_row_too(string body)
    {
        var rewriting = await Rewriting.RunAsync(body, One, new RecordSource(RecordFormat.Csv), RecordFormat.Csv);

        Assert.Equal("when,b.then,c\r\np@x.example,p@x.example,\r\n", Encoding.UTF8.GetString(RecordEnvelope.Start(RecordFormat.Csv, One).Span) + rewriting.Text);
    }

    [Fact]
    public async Task An_empty_cell_of_a_row_is_nobody()
    {
        var program = With([Subject("id", required: false), Subject("other", required: false)], [], "a:Text:whose");

        var rewriting = await Rewriting.RunAsync("id,other,a\np,,x\n,q,y\n", program, new RecordSource(RecordFormat.Csv), RecordFormat.Csv);

        Assert.Equal("p\r\n\r\n", rewriting.Text);
    }

    [Theory]
    [InlineData("""{"a":"x","to":"r","people":[{"id":"p"},{"id":"q"}]}""", "p")]
    [InlineData("""{"people":[{"id":"q"},{"id":"p"}],"to":"r","a":"x"}""", "q")]
    public async Task Of_several_people_it_is_the_first_of_the_first_required_kind(string record, string person)
    {
        var program = With([Subject("to", required: false), Subject("people[].id"), Subject("also", required: false)], [], "a:Text:whose");

        var rewriting = await Rewriting.RunAsync($"[{record}]", program);

        Assert.Equal($$"""{"a":"{{person}}"}""", rewriting.Text);
    }

    [Theory]
    [InlineData("""{"when":"2026-01-01","id":"no address"}""")]
    [InlineData("""{"when":"2026-01-01","id":7}""")]
    [InlineData("""{"when":"2026-01-01"}""")]
    [InlineData("7")]
    public async Task Nobody_s_record_is_withheld_as_ever(string record)
    {
        var rewriting = await Rewriting.RunAsync($"[{record}]", One);

        Assert.Equal("", rewriting.Text);
        Assert.Equal(new RecordCounts(0, 0, 0, 1, 0), rewriting.Counts);
    }

    [Theory]
    [InlineData("""[{"when":"2026-01-01","id":"p@x.example"}""", RecordFault.Truncated)]
    [InlineData("""[{"when":"2026-01-01","id":"p@x.example","id":"q@x.example"}]""", RecordFault.DuplicateName)]
    [InlineData("""[{"when":"2026-01-01" "id":"p@x.example"}]""", RecordFault.Malformed)]
    public async Task A_fault_is_the_same_fault(string body, RecordFault fault) =>
        Assert.Equal(fault, (await Rewriting.FailAsync(body, One)).Fault);

    private static IEnumerable<PieceStream> Bodies(string record)
    {
        byte[] body = Encoding.UTF8.GetBytes($"[{record}]");
        return [new PieceStream(body), .. Enumerable.Range(1, 9).Select(bytes => PieceStream.InPiecesOf(bytes, body))];
    }
}
