using System.Text.Json;
using ShareGateway.Policy;
using ShareGateway.Reports.Rendering;

namespace ShareGateway.Reports.Tests.Golden;

/// <summary>
/// Every report in both languages, as it was read and found good: a change of a byte shows here. <c>GOLDEN=write</c> in the environment writes the texts anew;
/// read the difference before it is committed.
/// </summary>
public sealed class GoldenTextTests
{
    private static readonly ReportFormat[] Forms = [ReportFormat.Html, ReportFormat.Csv, ReportFormat.Json];

    public static TheoryData<string> Kinds => new(GoldenSite.Kinds);

    public static TheoryData<string, Language> Reports => new(GoldenSite.Kinds.SelectMany(kind => new[] { (kind, Language.English), (kind, Language.French) }));

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task A_report_reads_as_it_was_read_and_found_good(string kind, Language language)
    {
        string? wanted = Environment.GetEnvironmentVariable("GOLDEN");
        using var site = await GoldenSite.OpenAsync();

        var report = site.Make(kind, language);

        foreach (var form in Forms)
        {
            string file = Path.Combine(GoldenSite.Folder, "texts", $"{kind}.{(language == Language.French ? "fr" : "en")}.{form.ToString().ToLowerInvariant()}");
            string text = System.Text.Encoding.UTF8.GetString(ReportRenderer.Render(report, form, language == Language.French ? ';' : ','));
            if (wanted == "write")
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
            }

            Assert.Equal(System.Text.Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)), text);
        }
    }

    /// <summary>Read from the golden texts, which the test above holds to what is made.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Programs_read_the_same_values_in_both_languages(string kind)
    {
        string[] told = ["language", "title", "subtitle", "verification", "text"];

        var english = ValuesOf(kind, "en");
        var french = ValuesOf(kind, "fr");

        Assert.Equal(english.Keys, french.Keys);
        Assert.All(english.Where(value => !told.Contains(value.Key)), value => Assert.Equal(value.Value, french[value.Key]));
    }

    private static SortedDictionary<string, string> ValuesOf(string kind, string language)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(GoldenSite.Folder, "texts", $"{kind}.{language}.json")));
        return new SortedDictionary<string, string>(json.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetRawText(), StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public async Task The_log_behind_the_texts_is_sound()
    {
        if (Environment.GetEnvironmentVariable("GOLDEN") == "log")
        {
            await GoldenLog.WriteAsync();
        }

        var report = ShareGateway.Audit.Verification.AuditVerifier.Verify(Path.Combine(GoldenSite.Folder, "log"));

        Assert.True(report.IsSound, string.Join('\n', report.Findings));
    }
}
