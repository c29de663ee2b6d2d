using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Log;
using ShareGateway.Policy.Loading;
using ShareGateway.Reports;
using ShareGateway.Reports.Persons;
using ShareGateway.Reports.Register;
using ShareGateway.Reports.Rendering;

namespace ShareGateway.Benchmarks.Register;

/// <summary>How fast side files become the register, and how long one person's report takes over a large one.</summary>
internal static class RegisterBenchmark
{
    private const int PeoplePerEntry = 500;
    private const int Rounds = 5;

    public static async Task<int> RunAsync(string[] args)
    {
        bool quick = args.Contains("--quick", StringComparer.Ordinal);
        string folder = Directory.CreateTempSubdirectory("sharegateway-register-").FullName;
        try
        {
            double rate = await IngestAsync(Path.Combine(folder, "ingest"), quick ? 2_000_000 : 10_000_000);
            double seconds = Report(Path.Combine(folder, "report"), quick ? 10 : 100);
            return rate >= 500_000 && seconds <= 2 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> IngestAsync(string folder, int keys)
    {
        string log = Path.Combine(folder, "audit");
        using var signer = new AuditSigner("benchmark.example", RandomNumberGenerator.GetBytes(AuditSigner.SeedBytes));
        await using (var open = await AuditLog.OpenAsync(new AuditLogOptions { Folder = log }, signer, TimeProvider.System))
        {
            byte[] random = new byte[SubjectReference.Length];
            var people = new SubjectReference[PeoplePerEntry];
            for (int entry = 0; entry < keys / PeoplePerEntry; entry++)
            {
                for (int i = 0; i < people.Length; i++)
                {
                    RandomNumberGenerator.Fill(random);
                    people[i] = new SubjectReference(random);
                }

                await open.AppendAsync(Disclosure(entry), people);
            }
        }

        var options = new CompactionOptions { Log = log, Register = Path.Combine(folder, "register"), IncludeGrowing = true };
        var (watch, before) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        var result = Compaction.Run(options);
        double wall = watch.Elapsed.TotalSeconds;
        double cpu = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"ingestion: {result.Rows:#,0} subject keys in {wall:0.0} s = {result.Rows / wall:#,0} a second; {cpu:0.0} s of CPU = {result.Rows / cpu:#,0} a second of CPU"));
        return result.Rows / wall;
    }

    private static double Report(string folder, int millions)
    {
        var register = SyntheticRegister.Make(folder, millions * 1_000_000L);
        var policies = PolicyLoader.LoadWithoutTests(Path.Combine(AppContext.BaseDirectory, "policies")).Set!;
        var source = new ReportSource { Log = register.Log, Register = register.Folder, Policies = policies };
        var times = new List<double>();
        foreach (byte[] key in register.SomeKeys.Take(Rounds))
        {
            var watch = Stopwatch.StartNew();
            var report = DisclosureReports.Person(source, new PersonQuestion([key], "C-0000001", "", "", null), withProofs: false);
            byte[] page = ReportRenderer.Render(report, ReportFormat.Html);
            times.Add(watch.Elapsed.TotalSeconds);
            int rows = report.Blocks.OfType<TableBlock>().Single(table => table.Key == "entries").Rows.Length;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"report person: {watch.Elapsed.TotalSeconds:0.00} s, {rows} disclosures, {page.Length:#,0} bytes of HTML"));
        }

        double median = times.Order().ElementAt(times.Count / 2);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"report person over {register.Rows:#,0} subject keys in {register.Files:#,0} files: median {median:0.00} s, first {times[0]:0.00} s"));
        return median;
    }

    private static DisclosureEntry Disclosure(int number) => new()
    {
        DisclosureId = string.Create(CultureInfo.InvariantCulture, $"d{number}"),
        Chunk = 0,
        Recipient = "galerie-lumiere",
        ClientId = "galerie-lumiere-client",
        Dataset = "loyalty-purchases@2.0.1",
        Controller = "fr/maison-nord",
        Format = "application/json",
        Purpose = "dpv:ProvideProductRecommendations",
        LegalBasis = "eu-gdpr:A6-1-a",
        Agreement = string.Create(CultureInfo.InvariantCulture, $"agreement-{number % 4}@3"),
        PolicyHash = "sha256:c0ffee",
        Fields = [new DisclosedField("customer_id", "pseudonymise(linkable: agreement)", "pd:Identifier")],
        Records = PeoplePerEntry,
        Bytes = 100_000,
        Transfer = new TransferGround("loc:FR", ""),
    };
}
