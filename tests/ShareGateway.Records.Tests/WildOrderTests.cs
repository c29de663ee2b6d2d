using System.Text;
using CsCheck;
using ShareGateway.Records.Json;
using ShareGateway.Records.Rewriting;
using static ShareGateway.Records.Tests.Programs;

namespace ShareGateway.Records.Tests;

/// <summary>Records whose members stand in another order each time are read in a loop of its own; what comes of them is the same.</summary>
public sealed class WildOrderTests
{
    private const int Wild = 20; // records after which nothing is guessed any more

    private static readonly RecordProgram Program = With(
        [ById, Subject("to", required: false)], [],
        "a", "h:Text:hide", "t:Text:tag", "u:Text:late", "n:Number", "i:Integer", "f:Boolean", "d:Date", "b.c", "b.e.g:Integer", "customer_number_one", "customer_number_two", "ab\"c", "z\\y");

    private static readonly string[] Plain =
    [
        "\"id\":\"p\"", "\"a\":\"1\"", "\"h\":\"22\"", "\"t\":\"3\"", "\"u\":\"4\"", "\"n\":4.5", "\"i\":6", "\"f\":true", "\"d\":\"2024-02-28\"",
        "\"b\":{\"c\":\"x\",\"e\":{\"g\":7}}", "\"x\":\"y\"", "\"customer_number_one\":\"one\"", "\"customer_number_two\":\"two\"", "\"customer_number_six\":\"six\"",
    ];

    private static readonly string[] Others =
    [
        "\"to\":\"q\"", "\"to\":\"no\"", "\"to\":null", "\"id\":\"no\"", "\"id\":null", "\"id\":7", "\"id\":\"\\u0070\"", "\"a\":\"é\"", "\"a\":\"€😀\"", "\"a\":null", "\"a\":1", "\"a\":\"\\\"\"", "\"a\":\"\"",
        "\"a\":\"a text of more than fifty-seven bytes, of which one word of marks cannot tell the end\"", "\"h\":\"é\"", "\"h\":\"\"", "\"h\":null", "\"h\":5",
        "\"h\":\"a text to hide that is long enough for more than one vector of bytes, and for more than two\"", "\"t\":\"bad\"", "\"u\":\"bad\"", "\"u\":5", "\"n\":-0.25e-3", "\"n\":1e5", "\"n\":0", "\"n\":00", "\"n\":01",
        "\"n\":1.", "\"n\":12345678901234567890.5", "\"n\":\"4\"", "\"n\":null", "\"i\":-6", "\"i\":6.0", "\"i\":6e0", "\"i\":1234567890123456", "\"i\":7x", "\"f\":false", "\"f\":\"true\"", "\"f\":trux", "\"f\":truex", "\"f\":null",
        "\"d\":\"2024-02-29\"", "\"d\":\"2023-02-29\"", "\"d\":7", "\"b\":null", "\"b\":[1]", "\"b\":{}", "\"b\":{\"c\":\"x\"", "\"b\":{\"c\":01}", "\"b\":{\"to\":\"no\",\"c\":\"é\"}",
        "\"x\":1", "\"x\":{\"id\":[null]}", "\"x\":[{\"y\":\"z\"}]", "\"x\":\"é\"", "\"x\":\"\\x\"", "\"x\" :\"y\"", "\"x\": \"y\"", " \"x\":\"y\"", "\"\":\"x\"", "\"y\":\"\u0001\"", "\"ÿ\":1", "\"a\":\"1\",\"a\":\"1\"", "\"\\u0061\":\"2\"",
        "\"ab\\\"c\":\"1\"", "\"z\\\\y\":\"1\"", "\"ab\":1,\"c\":\"1\"", "\"customer_number_seven\":1", "\"customer_number_\":1", "\"one\"", "", "\"a\"", "\"a\":", "\"x\":\"y\"\n",
    ];

    [Fact]
    public void Members_in_any_order_come_to_what_the_slow_reference_makes_of_them()
    {
        int fine = 0;
        for (uint turn = 0; turn < 4000; turn++)
        {
            var random = new PCG(turn, 20261127);
            T Next<T>(Gen<T> gen) => gen.Generate(random, null, out _);
            string[] start = [.. Enumerable.Range(0, Wild).Select(_ => Next(Record(Gen.Const(Plain), 0)))];
            string[] end = Next(Record(Documents.OneOf(Plain, Plain[..5], Plain[5..]), (int)(turn % 4)).Array[1, 6]);
            foreach (var (from, to) in new[] { (RecordFormat.Ndjson, RecordFormat.Ndjson), (RecordFormat.Json, RecordFormat.Json), (RecordFormat.Ndjson, RecordFormat.Json) })
            {
                byte[] body = Encoding.UTF8.GetBytes(Steady.Body(from, [.. start, .. end], isPadded: turn % 3 > 0));
                var expected = NaiveBody.Run(Program, body, from, to);
                int pieces = Next(Gen.Int[200, 9000]);
                var actual = Outcome.Of(Program, from, to, 1 << 20, [.. body.Chunk(pieces)]);
                Assert.True(expected == actual, $"turn {turn}, {from} to {to}, pieces of {pieces}: `{string.Join('\n', end)}`\nexpected {End(expected)}\nbut was {End(actual)}");
                fine += expected.Counts.Delivered > Wild ? 1 : 0;
            }
        }

        Assert.InRange(fine, 4000, 12_000); // or all this says little
    }

    [Fact]
    public void Each_odd_member_alone_comes_to_what_the_slow_reference_makes_of_it_in_every_place()
    {
        var random = new PCG(1, 20261127);
        string[] start = [.. Enumerable.Range(0, Wild).Select(_ => Record(Gen.Const(Plain), 0).Generate(random, null, out CsCheck.Size _))];
        foreach (string odd in Others)
        {
            foreach (int place in new[] { 0, 1, 7, Plain.Length })
            {
                string[] members = [.. Plain.Where(member => !odd.StartsWith(member[..(member.IndexOf(':', StringComparison.Ordinal) + 1)], StringComparison.Ordinal))];
                string record = $"{{{string.Join(',', members.Take(place).Append(odd).Concat(members.Skip(place)))}}}";
                foreach (var from in new[] { RecordFormat.Ndjson, RecordFormat.Json })
                {
                    byte[] body = Encoding.UTF8.GetBytes(Steady.Body(from, [.. start, record, start[0]], isPadded: true));
                    var expected = NaiveBody.Run(Program, body, from, RecordFormat.Json);
                    var actual = Outcome.Of(Program, from, RecordFormat.Json, 1 << 20, body);
                    Assert.True(expected == actual, $"{from}: `{record}`\nexpected {expected}\nbut was {actual}");
                }
            }
        }
    }

    [Fact]
    public void A_record_that_ends_where_nobody_may_read_on_is_read_to_its_end_and_no_further()
    {
        using var memory = new GuardedText();
        using var output = new OutputBuffer(1 << 12);
        var pass = new RecordPass(Program, new JsonSink(output, RecordFormat.Ndjson));
        var reader = new JsonRecordReader(pass, 64);
        var random = new PCG(2, 20261127);
        for (int i = 0; i < 60; i++)
        {
            byte[] record = Encoding.UTF8.GetBytes(Record(Gen.Const(Plain), 0).Generate(random, null, out _));
            output.Truncate(0);
            for (int cut = 0; cut <= record.Length; cut++)
            {
                pass.Begin();
                int end = reader.TryRead(memory.Of(record.AsSpan(0, cut)));
                Assert.Equal(cut == record.Length ? cut : JsonScan.Stop, end);
                output.Truncate(cut == record.Length ? output.Length : 0);
            }

            pass.Keep();
            pass.CompleteDeferred(output.Bytes);
            Assert.Equal(NaiveBody.Run(Program, record, RecordFormat.Ndjson, RecordFormat.Ndjson).Text, Encoding.UTF8.GetString(output.Bytes));
            pass.People.Clear();
        }
    }

    [Theory]
    [InlineData("{\"id\":\"p\",\n\"a\":\"1\"}")]
    [InlineData("{\"id\":\"p\"\n,\"a\":\"1\"}")]
    [InlineData("{\"id\":\"p\",\"x\":[1,\n2],\"a\":\"1\"}")]
    [InlineData("{\"id\":\"p\",\"a\":\"1\"\r\n}")]
    public void An_object_on_several_lines_is_no_line_whatever_came_before_it(string record)
    {
        var random = new PCG(3, 20261127);
        string[] wild = [.. Enumerable.Range(0, Wild).Select(_ => Record(Gen.Const(Plain), 0).Generate(random, null, out CsCheck.Size _))];
        foreach (string[] start in new[] { [], wild, [wild[0], wild[0], wild[0], wild[0], wild[0]], [wild[0], wild[1]] })
        {
            byte[] body = Encoding.UTF8.GetBytes(string.Join('\n', [.. start, record, wild[0], new string('\n', 200)]));
            Assert.Equal(RecordFault.Malformed, NaiveBody.Run(Program, body, RecordFormat.Ndjson, RecordFormat.Ndjson).Fault);
            Assert.Equal(RecordFault.Malformed, Outcome.Of(Program, RecordFormat.Ndjson, RecordFormat.Ndjson, 1 << 20, body).Fault);
        }
    }

    private static string End(Outcome outcome) => $"{outcome.Text[Math.Max(0, outcome.Text.Length - 1000)..]} {outcome.Counts} {outcome.Fault}";

    private static Gen<string> Record(Gen<string[]> members, int oddities) => Gen.Select(
        members.SelectMany(all => Gen.Shuffle(all)), Documents.OneOf(Others).Array[oddities], Gen.Int[0, 20].Array[oddities],
        (plain, odd, places) =>
        {
            var all = plain.ToList();
            foreach ((string member, int place) in odd.Zip(places))
            {
                string name = member[..(member.IndexOf(':', StringComparison.Ordinal) + 1)];
                all.RemoveAll(other => name.Length > 1 && other.StartsWith(name, StringComparison.Ordinal));
                all.Insert(Math.Min(place, all.Count), member);
            }

            return $"{{{string.Join(',', all)}}}";
        });
}
