using System.Text;
using CsCheck;
using ShareGateway.Records.Json;
using ShareGateway.Records.Rewriting;
using static ShareGateway.Records.Tests.Programs;

namespace ShareGateway.Records.Tests;

/// <summary>What a reader learnt in one response makes the next one of the same program faster, and shows in nothing else.</summary>
public sealed class KeptReaderTests
{
    private const string Known = """{"id":"p","a":"1","b":{"c":"x"}}""";
    private const string Drifted = """{"id":"p","new":1,"a":"1","b":{"c":"x","d":2}}""";

    [Theory]
    [InlineData(1)] // found by name
    [InlineData(2)] // in the order of the one before
    [InlineData(30)] // by the template
    public async Task Fields_that_the_program_lacks_are_told_in_each_response_that_has_them(int records)
    {
        var program = Of("a", "b.c");
        foreach (string record in new[] { Drifted, Drifted, Drifted, Known, Drifted, Known, Known, Drifted, Drifted, Drifted })
        {
            string body = string.Join('\n', Enumerable.Repeat(record, records)) + "\n" + new string('\n', 200);
            var rewriting = await Rewriting.RunAsync(body, program, new RecordSource(RecordFormat.Ndjson));

            Assert.Equal(record == Drifted ? "b.d new" : "", string.Join(' ', rewriting.Unknown.Order(StringComparer.Ordinal)));
        }
    }

    [Fact]
    public async Task So_they_are_where_members_stand_in_another_order_each_time()
    {
        var program = Of("a", "b.c");
        string[] members = ["\"id\":\"p\"", "\"new\":\"1\"", "\"a\":\"1\"", "\"b\":{\"c\":\"x\"}", "\"a2\":\"2\""];
        for (int response = 0; response < 3; response++)
        {
            string body = string.Join('\n', Enumerable.Range(0, 60).Select(i => $"{{{string.Join(',', members.Select((_, j) => members[(i + j) % members.Length]))}}}")) + new string('\n', 200);
            var rewriting = await Rewriting.RunAsync(body, program, new RecordSource(RecordFormat.Ndjson));

            Assert.Equal("a2 new", string.Join(' ', rewriting.Unknown.Order(StringComparer.Ordinal)));
        }

        // The first records are read in other ways, which tell of all. Behind some of another shape there is one that is read in no way but the loop's.
        string last = $"{{{string.Join(',', members)},\"id2\":\"{new string('x', 90)}\",\"id3\":\"{new string('x', 90)}\"}}";
        for (int others = 20; others < 40; others++)
        {
            string strange = string.Join('\n', Enumerable.Range(0, others).Select(i => $"{{\"k{i % 7}\":1,\"id\":\"p\",\"k{7 + (i % 5)}\":1}}"));
            var rewriting = await Rewriting.RunAsync($"{strange}\n{last}\n{new string('\n', 200)}", program, new RecordSource(RecordFormat.Ndjson));

            Assert.Equal(["a2", "id2", "id3", "new"], rewriting.Unknown.Order(StringComparer.Ordinal).Where(name => name[0] != 'k'));
        }
    }

    [Fact]
    public void A_response_tells_the_same_and_fails_the_same_whatever_came_before_it()
    {
        for (uint turn = 0; turn < 1500; turn++)
        {
            var random = new PCG(turn, 20261127);
            T Next<T>(Gen<T> gen) => gen.Generate(random, null, out _);
            var kept = Next(Documents.Program);
            foreach (var format in new[] { RecordFormat.Json, RecordFormat.Ndjson, RecordFormat.Json, RecordFormat.Ndjson, RecordFormat.Json })
            {
                string body = Steady.Body(format, Next(Steady.Records), isPadded: turn % 2 == 0);
                bool refuses = turn % 3 == 0;
                Assert.Equal(Told(RecordProgram.Build(kept.Fields, kept.Subjects, kept.Rows), format, refuses, body), Told(kept, format, refuses, body));
            }
        }
    }

    [Fact]
    public async Task A_case_twin_ends_each_response_that_has_it()
    {
        var program = Of("a");
        var refuses = new RecordSource(RecordFormat.Ndjson) { RefusesCaseTwins = true };
        string body = string.Join('\n', Enumerable.Repeat("""{"id":"p","a":"1","A":"2"}""", 30));

        // Where it is not refused, it is learnt as any other name.
        _ = await Rewriting.RunAsync(body, program, new RecordSource(RecordFormat.Ndjson));
        Assert.Equal(RecordFault.DuplicateName, (await Rewriting.FailAsync(body, program, refuses)).Fault);
        Assert.Equal(RecordFault.DuplicateName, (await Rewriting.FailAsync(body, program, refuses)).Fault);
    }

    [Fact]
    public void A_reader_is_for_one_kind_of_source_and_of_answer()
    {
        var program = Of("a");
        var reader = Learnt(program, Known);
        program.Readers.Keep(reader);

        Assert.NotSame(reader, program.Readers.Take(Pass(program), RecordFormat.Json, 64));
        Assert.NotSame(reader, program.Readers.Take(Pass(program), RecordFormat.Ndjson, 63));
        Assert.NotSame(reader, program.Readers.Take(new RecordPass(program, new Csv.CsvSink(new OutputBuffer(16), 1, isOrdered: false)), RecordFormat.Ndjson, 64));
        Assert.Same(reader, program.Readers.Take(Pass(program), RecordFormat.Ndjson, 64));
        Assert.NotSame(reader, program.Readers.Take(Pass(program), RecordFormat.Ndjson, 64)); // it is out
    }

    [Theory]
    [InlineData("""{"id":"p","ann@shop.example":1}""")]
    [InlineData("""{"id":"p","z":{"0612345678":1}}""")]
    [InlineData("""{"id":"p","z":[{"\u0061nn@shop.example":{}}]}""")]
    public void A_reader_that_met_what_may_be_somebodys_data_in_the_place_of_a_name_is_let_go(string record)
    {
        Assert.False(IsKeptBehind(record));
    }

    [Fact]
    public void A_reader_that_learnt_much_is_let_go()
    {
        Assert.True(IsKeptBehind(Known));
        foreach (string record in new[]
        {
            $$"""{"id":"p",{{string.Join(',', Enumerable.Range(0, 20).Select(i => $"\"x{i}\":{{\"y\":1}}"))}}}""",
            $$"""{"id":"p",{{string.Join(',', Enumerable.Range(0, 4).Select(i => $"\"x{i}\":{{{string.Join(',', Enumerable.Range(0, 50).Select(j => $"\"y{j}\":1"))}}}"))}}}""",
        })
        {
            Assert.False(IsKeptBehind(record));
        }
    }

    [Fact]
    public void What_a_reader_holds_is_small_also_behind_a_record_that_was_not()
    {
        var scratch = new JsonScratch();
        Assert.True(scratch.TryUnescape(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("\\n", 5000))), out _));
        Assert.InRange(scratch.Bytes, 5000, int.MaxValue);
        scratch.Wipe();
        Assert.Equal(256, scratch.Bytes);
        Assert.True(scratch.TryUnescape("\\u0041b"u8, out var text));
        Assert.Equal("Ab", Encoding.UTF8.GetString(text));

        var names = new MemberNames();
        int first = names.NewObject();
        Assert.All(Enumerable.Range(0, 2000), i => Assert.True(names.TryAdd(first, Encoding.UTF8.GetBytes($"name {i}"))));
        Assert.False(names.TryAdd(first, "name 7"u8));
        Assert.InRange(names.Room.Bytes, 10_000, int.MaxValue);
        Assert.InRange(names.Room.Names, 2000, int.MaxValue);
        names.Wipe();
        Assert.Equal((1024, 64), names.Room);
        int second = names.NewObject();
        Assert.True(names.TryAdd(second, "name 7"u8));
        Assert.False(names.TryAdd(second, "name 7"u8));
    }

    [Fact]
    public void As_many_are_kept_as_four()
    {
        var program = Of("a");
        JsonRecordReader[] readers = [.. Enumerable.Range(0, 6).Select(_ => Learnt(program, Known))];
        Array.ForEach(readers, program.Readers.Keep);

        Assert.Equal(4, Enumerable.Range(0, 6).Select(_ => program.Readers.Take(Pass(program), RecordFormat.Ndjson, 64)).Count(readers.Contains));
    }

    [Fact]
    public async Task Only_a_body_that_ended_well_gives_its_reader_back()
    {
        var program = Of("a");
        await Rewriting.FailAsync("""{"id":"p","a":"1"}""" + "\n{", program, new RecordSource(RecordFormat.Ndjson));
        using (var broken = new RecordRewriter(
            new PieceStream(Encoding.UTF8.GetBytes(Known + "\n")), new RecordSource(RecordFormat.Ndjson), program, RecordFormat.Ndjson, new ListGate(), new RewriteOptions { ChunkBytes = 1 }, TimeProvider.System))
        {
            Assert.True(await broken.ReadChunkAsync(TestContext.Current.CancellationToken)); // and not to its end
        }

        Assert.False(IsKept(program));
        _ = await Rewriting.RunAsync(Known, program, new RecordSource(RecordFormat.Ndjson), RecordFormat.Ndjson);
        Assert.True(IsKept(program));
    }

    [Fact]
    public void A_reader_serves_so_many_responses_and_no_more()
    {
        var program = Of("a");
        var first = program.Readers.Take(Pass(program), RecordFormat.Ndjson, 64);
        var reader = first;
        int responses = 0;
        while (ReferenceEquals(reader, first) && responses < 1000)
        {
            responses++;
            program.Readers.Keep(reader);
            reader = program.Readers.Take(Pass(program), RecordFormat.Ndjson, 64);
        }

        Assert.Equal(256, responses);
    }

    [Fact]
    public void Responses_side_by_side_come_to_what_each_comes_to_alone()
    {
        var program = Of("a", "b.c");
        string[] bodies = [.. Enumerable.Range(0, 40).Select(i => string.Join('\n', Enumerable.Range(0, i).Select(j => (j % 3 == i % 3 ? Drifted : Known).Replace("\"1\"", $"\"{i}-{j}\"", StringComparison.Ordinal))))];
        Outcome[] expected = [.. bodies.Select(body => NaiveBody.Run(program, Encoding.UTF8.GetBytes(body), RecordFormat.Ndjson, RecordFormat.Ndjson))];

        Parallel.For(0, 4000, i =>
        {
            int which = i % bodies.Length;
            Assert.Equal(expected[which], Outcome.Of(program, RecordFormat.Ndjson, RecordFormat.Ndjson, 1 << 20, Encoding.UTF8.GetBytes(bodies[which])));
        });
    }

    private static bool IsKeptBehind(string record)
    {
        var program = Of("a");
        var reader = Learnt(program, record);
        program.Readers.Keep(reader);
        return ReferenceEquals(reader, program.Readers.Take(Pass(program), RecordFormat.Ndjson, 64));
    }

    private static bool IsKept(RecordProgram program) => program.Readers.Take(Pass(program), RecordFormat.Ndjson, 64).Responses > 1;

    private static RecordPass Pass(RecordProgram program) => new(program, new JsonSink(new OutputBuffer(1 << 10), RecordFormat.Ndjson));

    private static JsonRecordReader Learnt(RecordProgram program, string record)
    {
        var pass = Pass(program);
        var reader = program.Readers.Take(pass, RecordFormat.Ndjson, 64);
        pass.Begin();
        reader.Read(Encoding.UTF8.GetBytes(record), 0);
        return reader;
    }

    private static string Told(RecordProgram program, RecordFormat format, bool refuses, string body)
    {
        using var rewriter = new RecordRewriter(
            new PieceStream(Encoding.UTF8.GetBytes(body)), new RecordSource(format) { RefusesCaseTwins = refuses }, program, RecordFormat.Ndjson, new ListGate(), new RewriteOptions(), TimeProvider.System);
        var text = new StringBuilder();
        var fault = RecordFault.None;
        try
        {
            while (rewriter.ReadChunkAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult())
            {
                text.Append(Encoding.UTF8.GetString(rewriter.Chunk.Span));
            }
        }
        catch (RecordException exception)
        {
            fault = exception.Fault;
        }

        // Of a body with a fault, how far it was looked at beyond depends on the way.
        return $"{fault} {(fault is RecordFault.None ? $"{text} {rewriter.Counts} {string.Join(' ', rewriter.UnknownFields.Order(StringComparer.Ordinal))}" : "")}";
    }
}
