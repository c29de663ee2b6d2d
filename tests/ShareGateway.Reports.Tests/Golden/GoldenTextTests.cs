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
