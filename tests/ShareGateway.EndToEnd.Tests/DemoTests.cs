using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using ShareGateway.Demo;
using ShareGateway.Demo.Hosting;
using ShareGateway.Demo.Upstream;
using ShareGateway.EndToEnd.Tests.Fixture;
using static ShareGateway.EndToEnd.Tests.Fixture.Bodies;

namespace ShareGateway.EndToEnd.Tests;

/// <summary>The demo as a visitor meets it: the retailer's invented people, the shipped policies, the tokens of <c>demo.json</c>.</summary>
public sealed class DemoTests
{
    private const int People = 400;

    [Fact]
    public async Task A_permitted_call_returns_the_people_who_consented_and_nobody_else()
    {
        using var folder = new DataFolder();
        await using var site = await StartAsync(folder.Path);
        var demo = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(folder.Path, "demo.json")));
        using var http = new HttpClient();

        var records = await WalkAsync(http, demo, "galerie-lumiere", "loyalty-purchases", Recommendations);

        // The upstream sends two purchases a person; a few have odd ids or gifts for people who said no, so fewer than two each may leave.
        var allowed = Enumerable.Range(0, People).Count(index => DemoConsent.Allows(index, Recommendations, "galerie-lumiere", mustNameRecipient: true));
        var pseudonyms = records.Select(record => record.GetProperty("customer_id").GetString()).Distinct(StringComparer.Ordinal).Count();
        Assert.InRange(pseudonyms, allowed / 3, allowed);
        Assert.All(records, record => Assert.All(record.EnumerateObject(), member => Assert.Contains(
            member.Name, new[] { "customer_id", "purchase_date", "birth_date", "address", "basket" })));
        Assert.DoesNotContain(records, record => record.GetRawText().Contains(RetailerUpstream.Canary, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_recipient_of_the_file_can_call_what_it_says_or_is_refused_for_its_reason()
    {
        using var folder = new DataFolder();
        await using var site = await StartAsync(folder.Path);
        var demo = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(folder.Path, "demo.json")));
        using var http = new HttpClient();
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var recipient in demo.GetProperty("recipients").EnumerateObject())
        {
            foreach (var purpose in recipient.Value.GetProperty("purposes").EnumerateObject())
            {
                foreach (var dataset in purpose.Value.EnumerateArray())
                {
                    using var response = await AskAsync(http, demo, recipient.Name, $"/v1/datasets/{dataset.GetString()}?limit=1", purpose.Name);
                    answers[$"{recipient.Name} {dataset.GetString()}"] = response.IsSuccessStatusCode ? "200" : await ReasonAsync(response);
                }
            }
        }

        Assert.Equal("agreement-over", answers["assurance-boreale customers"]);
        Assert.Equal("transfer-not-covered", answers["pacific-insight web-visits"]);
        Assert.Equal(5, answers.Values.Count(answer => answer == "200"));
    }

    [Fact]
    public async Task A_second_start_on_the_same_folder_goes_on_with_the_same_pseudonyms_and_withdrawals()
    {
        using var folder = new DataFolder();
        using var http = new HttpClient();
        JsonElement[] first;
        await using (await StartAsync(folder.Path))
        {
            var demo = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(folder.Path, "demo.json")));
            first = await PageAsync(http, demo, "galerie-lumiere", "customers", Marketing);
            await WithdrawAsync(http, demo);
        }

        await using var site = await StartAsync(folder.Path);
        var again = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(folder.Path, "demo.json")));
        var second = await PageAsync(http, again, "galerie-lumiere", "customers", Marketing);

        // The first person of the list withdrew; the others keep their pseudonyms and move up by one.
        Assert.Equal(first[1..].Select(IdOf), second[..^1].Select(IdOf));
        Assert.DoesNotContain(IdOf(first[0]), second.Select(IdOf));
    }

    [Theory]
    [InlineData("--data", "/proc/no-such-place", "cannot write to `/proc/no-such-place`; name another folder with `--data`")]
    [InlineData("--people", "0", "`--people 0` is not possible; expected a number from 10 to 1000000")]
    [InlineData("--people", "many", "`--people many` is not possible")]
    [InlineData("--gateway-port", "70000", "`--gateway-port 70000` is not possible; expected a number from 0 to 65535")]
    public async Task A_start_that_cannot_be_says_so_in_one_line_and_ends_with_1(string option, string value, string named)
    {
        var (code, errors) = await RunAsync(option, value);

        Assert.Equal(1, code);
        Assert.Contains(named, errors.Split('\n')[0], StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_port_is_said_in_one_line_with_exit_code_1()
    {
        using var folder = new DataFolder();
        using var busy = new TcpListener(IPAddress.Loopback, 0);
        busy.Start();
        var port = ((IPEndPoint)busy.LocalEndpoint).Port;

        var (code, errors) = await RunAsync("--data", folder.Path, "--people", "10", "--gateway-port", $"{port}", "--management-port", "0", "--upstream-port", "0");

        Assert.Equal(1, code);
        string said = Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains($"{port}", said, StringComparison.Ordinal);
        Assert.Contains("--gateway-port", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_termination_signal_stops_the_demo_cleanly()
    {
        using var folder = new DataFolder();
        using var demo = Start("--data", folder.Path, "--people", "10", "--gateway-port", "0", "--management-port", "0", "--upstream-port", "0");
        string? line;
        while ((line = await demo.StandardOutput.ReadLineAsync()) is not null && !line.StartsWith("running", StringComparison.Ordinal))
        {
            // until it says that it runs
        }

        using (Process.Start("kill", ["-TERM", $"{demo.Id}"]))
        {
            await demo.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);
        }

        Assert.Equal("running; Ctrl-C stops it", line);
        Assert.Equal(0, demo.ExitCode);
        Assert.True(Audit.Verification.AuditVerifier.Verify(Path.Combine(folder.Path, "gateway", "audit")).IsSound);
    }

    private static async Task<DemoSite> StartAsync(string folder)
    {
        var site = await DemoSite.StartAsync(
            new DemoOptions(folder, GatewayUnderTest.ShippedPolicies, 0, 0, 0, People), CancellationToken.None, new CalendarClock(CalendarClock.Autumn));
        await ConsentSeed.PostAsync(site, _ => { }, CancellationToken.None);
        DemoFile.Write(site);
        return site;
    }

    private static string? IdOf(JsonElement record) => record.GetProperty("customer_id").GetString();

    private static async Task<HttpResponseMessage> AskAsync(HttpClient http, JsonElement demo, string recipient, string path, string purpose)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, demo.GetProperty("gateway").GetString() + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", demo.GetProperty("recipients").GetProperty(recipient).GetProperty("token").GetString());
        request.Headers.Add("Sharing-Purpose", purpose);
        return await http.SendAsync(request);
    }

    private static async Task<JsonElement[]> PageAsync(HttpClient http, JsonElement demo, string recipient, string dataset, string purpose)
    {
        using var response = await AskAsync(http, demo, recipient, $"/v1/datasets/{dataset}?limit=20", purpose);
        return [.. JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("value").EnumerateArray()];
    }

    private static async Task<List<JsonElement>> WalkAsync(HttpClient http, JsonElement demo, string recipient, string dataset, string purpose)
    {
        var records = new List<JsonElement>();
        for (string? next = $"/v1/datasets/{dataset}?limit=300"; next is not null;)
        {
            using var response = await AskAsync(http, demo, recipient, next, purpose);
            var body = JsonElement.Parse(await response.Content.ReadAsStringAsync());
            records.AddRange(body.GetProperty("value").EnumerateArray());
            next = body.TryGetProperty("nextLink", out var link) ? link.GetString() : null;
        }

        return records;
    }

    /// <summary>Person 0 of the demo says yes to everything, and so is the first of the list.</summary>
    private static async Task WithdrawAsync(HttpClient http, JsonElement demo)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, demo.GetProperty("management").GetString() + "/v1/consent-events")
        {
            Content = JsonContent.Create(new
            {
                events = new[]
                {
                    new
                    {
                        eventId = "withdrawal-1", controller = "fr/maison-nord", scheme = "customer-number", id = "C-0000001", purpose = Marketing,
                        recipient = "galerie-lumiere", state = "dpv:ConsentWithdrawn", at = CalendarClock.Autumn, noticeVersion = "1", source = "test",
                    },
                },
            }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", demo.GetProperty("consentToken").GetString());
        using var response = await http.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode);
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "ShareGateway.Demo.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private static async Task<(int Code, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        _ = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, errors);
    }

    private sealed class DataFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("sharegateway-demo-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
