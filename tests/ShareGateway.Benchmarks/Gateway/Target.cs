namespace ShareGateway.Benchmarks.Gateway;

/// <summary>One line of the table: what was promised, and what came out.</summary>
/// <param name="Work">What is compared.</param>
/// <param name="Measured">The ratio, or the number itself; null when it was not measured.</param>
/// <param name="Why">Why it was not measured; empty otherwise.</param>
/// <param name="Must">The bound.</param>
/// <param name="Aim">The bound that we want.</param>
/// <param name="More">True: more is better.</param>
internal sealed record Target(string Work, double? Measured, string Why, double Must, double Aim, bool More)
{
    /// <summary>What is said of it: <c>aim</c>, <c>pass</c>, <c>missed</c>, or why it was not measured.</summary>
    public string Verdict => Measured is not { } value ? Why : Reaches(value, Aim) ? "aim" : Reaches(value, Must) ? "pass" : "missed";

    /// <summary>All lines, from what was measured.</summary>
    public static IReadOnlyList<Target> All(Results results, string stream) =>
    [
        Throughput(results, Gateway.Work.Lines, Side.WholeOnDisk, $"{stream} NDJSON, pseudonyms and person gate: throughput ÷ plain YARP", 1.0, 1.5),
        Throughput(results, Gateway.Work.Array, Side.WholeOnDisk, $"{stream} JSON array, the same: throughput ÷ plain YARP", 1.0, 1.5),
        Throughput(results, Gateway.Work.Lines, Side.MasksOnDisk, $"{stream} NDJSON, masks only: throughput ÷ plain YARP", 1.3, 2),
        Throughput(results, Gateway.Work.Array, Side.MasksOnDisk, $"{stream} JSON array, masks only: throughput ÷ plain YARP", 1.3, 2),
        Cpu(results, Gateway.Work.Hundred, Side.WholeOnDisk, Side.Plain, "100 records, durable audit: CPU ÷ plain YARP", 2.2, 1.5, more: false),
        Cpu(results, Gateway.Work.Hundred, Side.WholeInMemory, Side.Plain, "100 records, audit to memory: CPU ÷ plain YARP", 1.5, 1.1, more: false),
        Cpu(results, Gateway.Work.One, Side.WholeInMemory, Side.Plain, "1 record, audit to memory: CPU ÷ plain YARP", 1.25, 1.0, more: false),
        Added(results, Gateway.Work.One, "1 record, 8 connections: CPU that a durable audit adds to one in memory ÷ plain YARP", 1.0, 0.6),
        Added(results, Gateway.Work.OneOfMany, "1 record, 64 connections: the same", 0.3, 0.3),
        Cpu(results, Gateway.Work.Hundred, Side.Lua, Side.MasksInMemory, "100 records, masks: CPU of nginx with Lua ÷ ours (audit to memory)", 5, 8, more: true),
        Cpu(results, Gateway.Work.Lines, Side.Lua, Side.MasksOnDisk, $"{stream} NDJSON, masks: CPU of nginx with Lua ÷ ours (durable audit)", 8, 12, more: true),
        FirstAnswer(results),
        WorkingSet(results),
        Growth(results),
    ];

    private bool Reaches(double value, double bound) => More ? value >= bound : value <= bound;

    private static Target Throughput(Results results, Work work, Side side, string text, double must, double aim) =>
        Ratio(results, (work, side), (work, Side.Plain), sample => sample.PerSecond, text, must, aim, more: true);

    private static Target Cpu(Results results, Work work, Side over, Side under, string text, double must, double aim, bool more) =>
        Ratio(results, (work, over), (work, under), sample => sample.CpuMicroseconds, text, must, aim, more);

    private static Target Ratio(
        Results results, (Work, Side) over, (Work, Side) under, Func<Sample, double> of, string text, double must, double aim, bool more)
    {
        var why = results.Missing.GetValueOrDefault(over) ?? results.Missing.GetValueOrDefault(under) ?? "";
        double? measured = why.Length > 0 ? null : Median(over) / Median(under);
        return new(text, measured, why, must, aim, more);

        double Median((Work Work, Side Side) place) => Results.Median(results.Of(place.Work, place.Side).Select(of));
    }

    private static Target Added(Results results, Work work, string text, double must, double aim)
    {
        (Work Work, Side Side)[] places = [(work, Side.WholeOnDisk), (work, Side.WholeInMemory), (work, Side.Plain)];
        var why = places.Select(place => results.Missing.GetValueOrDefault(place)).FirstOrDefault(missing => missing is not null) ?? "";
        var cpu = why.Length > 0 ? [] : places.Select(place => Results.Median(results.Of(place.Work, place.Side).Select(sample => sample.CpuMicroseconds))).ToArray();
        return new(text, cpu is [var durable, var memory, var plain] ? (durable - memory) / plain : null, why, must, aim, More: false);
    }

    private static Target FirstAnswer(Results results) => new(
        "first answer after start ÷ the steady median, CPU",
        Results.Median(results.FirstAnswers.Select(answer => answer.First / answer.Steady)), "", 3, 1.5, More: false);

    private static Target WorkingSet(Results results) => new(
        "working set during 10 GB of NDJSON, MB", results.LongMemory.Count == 0 ? null : results.LongMemory.Max() / 1e6, "only with --long", 250, 120, More: false);

    /// <summary>Flat: the second half of the run holds no more than the first.</summary>
    private static Target Growth(Results results)
    {
        var half = results.LongMemory.Count / 2;
        double? growth = half == 0 ? null : results.LongMemory.Skip(half).Max() / (double)results.LongMemory.Take(half).Max();
        return new("the same: most in the second half ÷ most in the first", growth, "only with --long", 1.1, 1.05, More: false);
    }
}
