using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace ShareGateway.Benchmarks.Gateway;

/// <summary>The result as tables for people and as a file for programs.</summary>
/// <param name="Machine">What it was measured on.</param>
/// <param name="Options">How much was measured.</param>
/// <param name="LoadBefore">The machine's load average before the first process was started.</param>
/// <param name="LoadAfter">The same at the end; the benchmark's own load is in it.</param>
/// <param name="Targets">The promised lines.</param>
/// <param name="Samples">All measurements in their order.</param>
/// <param name="FirstAnswers">What each start's first answers cost.</param>
internal sealed record Report(
    Machine Machine, BenchmarkOptions Options, double LoadBefore, double LoadAfter, IReadOnlyList<Target> Targets, IReadOnlyList<Sample> Samples,
    IReadOnlyList<FirstAnswer> FirstAnswers)
{
    private const int Columns = 130; // a file has no width, and 80 would break each line in three

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Writes the file; its folder is made when missing.</summary>
    public void Write(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var stream = new FileStream(file, FileMode.Create);
        JsonSerializer.Serialize(stream, this, Json);
    }

    /// <summary>Prints the tables.</summary>
    public void Show(IAnsiConsole console)
    {
        console.Profile.Width = Math.Max(console.Profile.Width, Columns);
        var sides = new Table().Border(TableBorder.Rounded).AddColumns("work", "side", "rate", "CPU an answer", "lowest–highest ÷ median", "p50 / p99 ms");
        foreach (var group in Samples.GroupBy(sample => (sample.Work, sample.Side)))
        {
            sides.AddRow(Cells([.. group]));
        }

        console.Write(sides);
        var table = new Table().Border(TableBorder.Rounded).AddColumns("work", "must", "aim", "measured", "");
        foreach (var target in Targets)
        {
            var sign = target.More ? "≥" : "≤";
            table.AddRow(
                Markup.Escape(target.Work), $"{sign} {Number(target.Must)}", $"{sign} {Number(target.Aim)}",
                target.Measured is { } measured ? Number(measured) : "-", $"[{Colour(target)}]{Markup.Escape(target.Verdict)}[/]");
        }

        console.Write(table);
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{Machine.Cpu}, {Machine.Cores} cores; {Machine.Runtime}, YARP {Machine.Yarp}, {Machine.Wrk}, {Machine.Nginx}; load {LoadBefore} before, {LoadAfter} after");
    }

    private static string[] Cells(Sample[] samples)
    {
        var cpu = samples.Select(sample => sample.CpuMicroseconds).Order().ToArray();
        var isStream = samples[0].Work is Work.Lines or Work.Array;
        var rate = Results.Median(samples.Select(sample => sample.PerSecond));
        return
        [
            samples[0].Work.ToString(), samples[0].Side.ToString(),
            isStream ? $"{Whole(rate / 1e6)} MB/s" : $"{Whole(rate)} /s",
            isStream ? $"{Whole(Results.Median(cpu) / 1000)} ms" : $"{Number(Results.Median(cpu))} µs",
            $"{Number(cpu[0] / Results.Median(cpu))}–{Number(cpu[^1] / Results.Median(cpu))}",
            isStream ? "" : $"{Number(Results.Median(samples.Select(sample => sample.P50)))} / {Number(Results.Median(samples.Select(sample => sample.P99)))}",
        ];
    }

    private static string Colour(Target target) => target.Verdict switch { "aim" or "pass" => "green", "missed" => "red", _ => "grey" };

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Whole(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
