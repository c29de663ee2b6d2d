using System.Diagnostics;
using System.Text;
using System.Text.Json;
using CsCheck;

namespace ShareGateway.Records.Tests;

/// <summary>The rewriter against the slow reference, on random documents, programs, formats and cuts; each document whole and spoilt.</summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const int Turns = 17_000; // six bodies each
    private const int AlikeTurns = 8_000; // four bodies each
    private const uint Seed = 20261124;

    [Fact]
    public void The_rewriter_makes_of_a_hundred_thousand_bodies_what_the_slow_reference_makes()
    {
        var fates = new Dictionary<string, int>(StringComparer.Ordinal);
        long start = Stopwatch.GetTimestamp();
        int bodies = 0;
        for (uint turn = 0; turn < Turns; turn++)
        {
            foreach (var (program, from, to, body, pieces) in Bodies(turn))
            {
                var expected = Check(turn, program, from, to, body, pieces);
                string fate = $"{from} {expected.Fault} {(expected.Text.Length > 10 ? "with" : "without")} content";
                fates[fate] = fates.GetValueOrDefault(fate) + 1;
                bodies++;
            }
        }

        output.WriteLine($"seed {Seed}: {bodies} bodies in {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s");
        fates.OrderBy(f => f.Key, StringComparer.Ordinal).ToList().ForEach(f => output.WriteLine($"{f.Value,7} {f.Key}"));
        Assert.True(bodies >= 100_000);
        foreach (var format in new[] { RecordFormat.Json, RecordFormat.Ndjson, RecordFormat.Csv })
        {
            // Enough of each kind, or all this says little.
            Assert.InRange(fates[$"{format} None with content"], 2000, bodies);
            Assert.InRange(fates[$"{format} Malformed without content"], 500, bodies);
            Assert.InRange(fates[$"{format} NotUnicode without content"], 150, bodies);
            Assert.InRange(fates[$"{format} DuplicateName without content"], 150, bodies);
        }
    }

    [Fact]
    public void Records_that_are_alike_come_to_what_the_slow_reference_makes_of_them()
    {
        int fine = 0;
        for (uint turn = 0; turn < AlikeTurns; turn++)
        {
            foreach (var (program, from, to, body, pieces) in Alike(turn))
            {
                var expected = Check(turn, program, from, to, body, pieces);
                fine += expected.Counts.Delivered > 3 && expected.Text.Length > 100 ? 1 : 0;
            }
        }

        output.WriteLine($"{fine} bodies of more than three delivered records");
        Assert.InRange(fine, AlikeTurns / 4, int.MaxValue); // or all this says little
    }

    [Fact]
    public void Small_bodies_come_to_the_same_wherever_they_are_cut()
    {
        for (uint turn = 0; turn < 60; turn++)
        {
            foreach (var (program, from, to, body, _) in Bodies(turn).Where(b => b.Body.Length < 400))
            {
                var expected = NaiveBody.Run(program, body, from, to);
                for (int cut = 0; cut <= body.Length; cut++)
                {
                    Assert.Equal(expected, Outcome.Of(program, from, to, 1, body[..cut], body[cut..]));
                }
            }
        }
    }

    private static Outcome Check(uint turn, RecordProgram program, RecordFormat from, RecordFormat to, byte[] body, int pieces)
    {
        var expected = NaiveBody.Run(program, body, from, to);
        var actual = Outcome.Of(program, from, to, pieces, [.. body.Chunk(pieces)]);
        Assert.True(expected == actual, $"seed {Seed}, turn {turn}, {from} to {to}: `{Encoding.UTF8.GetString(body)}`\nexpected {expected}\nbut was {actual}");
        return expected;
    }

    private static IEnumerable<(RecordProgram Program, RecordFormat From, RecordFormat To, byte[] Body, int Pieces)> Alike(uint turn)
    {
        var random = new PCG(turn, Seed);
        T Next<T>(Gen<T> gen) => gen.Generate(random, null, out _);
        string[] records = Next(Steady.Records);
        var program = Next(Documents.Program);
        foreach (var from in new[] { RecordFormat.Json, RecordFormat.Ndjson })
        {
            byte[] body = Encoding.UTF8.GetBytes(Steady.Body(from, records, isPadded: turn % 4 > 0));
            yield return (program, from, RecordFormat.Json, body, Next(Gen.Int[100, 3000]));
            yield return (program, from, RecordFormat.Ndjson, Next(Documents.Spoilt(body)), Next(Gen.Int[1, 3000]));
        }
    }

    private static IEnumerable<(RecordProgram Program, RecordFormat From, RecordFormat To, byte[] Body, int Pieces)> Bodies(uint turn)
    {
        var random = new PCG(turn, Seed);
        T Next<T>(Gen<T> gen) => gen.Generate(random, null, out _);
        string array = Next(Documents.Array);
        string lines = string.Join('\n', JsonDocument.Parse(array).RootElement.EnumerateArray().Select(r => r.GetRawText().Replace('\n', ' ')));
        foreach (var (from, text) in new[] { (RecordFormat.Json, array), (RecordFormat.Ndjson, lines), (RecordFormat.Csv, Next(Documents.Rows)) })
        {
            var program = Next(from is RecordFormat.Csv ? Documents.FlatProgram : Documents.Program);
            var delivered = program.Fields.Where(f => !f.Transform.Drops).ToList();
            bool canBeRows = delivered.Count > 0 && !delivered.Any(f => f.Path.IsRepeated);
            var to = Next(Documents.OneOf(RecordFormat.Json, RecordFormat.Ndjson, canBeRows ? RecordFormat.Csv : RecordFormat.Ndjson));
            byte[] body = Encoding.UTF8.GetBytes(text);
            yield return (program, from, to, body, Next(Gen.Int[1, 200]));
            yield return (program, from, to, Next(Documents.Spoilt(body)), Next(Gen.Int[1, 200]));
        }
    }
}
