using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;
using ShareGateway.EndToEnd.Tests.Fixture;
using static ShareGateway.EndToEnd.Tests.Fixture.Bodies;

namespace ShareGateway.EndToEnd.Tests;

/// <summary>I10: no person's data, no token and no query value in any log, trace, metric, error, audit file or another partner's answer.</summary>
public sealed class CanaryTests
{
    // Another word than the doors' tests have: they use theirs as a field's name too, which is counted, and all gateways of a process share its meters.
    private const string Canary = "zqgoldfinchzq";
    private const string CanaryId = "C-7654321";

    [Theory]
    [InlineData("")]
    [InlineData("http://127.0.0.1:9")] // nobody listens there: spans are made and go nowhere
    public async Task I10_nothing_about_a_person_stands_in_logs_traces_metrics_errors_or_audit_files(string collector)
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (spans)
                {
                    spans.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var gateway = await GatewayUnderTest.StartAsync(settings: ("OTEL_EXPORTER_OTLP_ENDPOINT", collector));
        var token = gateway.Token("galerie-lumiere-client");
        var errors = await ExerciseAsync(gateway, token);
        var metrics = await gateway.Http.GetStringAsync(new Uri(gateway.Management, "/metrics"));
        await gateway.StopAsync();

        var places = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["logs"] = string.Join('\n', gateway.Spoken.Lines),
            ["metrics"] = metrics,
            ["errors"] = errors,
            ["upstream requests"] = string.Join('\n', gateway.Upstream.Requests),
        };
        lock (spans)
        {
            // The test's own HTTP client is on the partner's side of the wire; its spans are not the gateway's.
            places["traces"] = string.Join('\n', spans.Where(span => span.Source.Name != "System.Net.Http").SelectMany(span => span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}")));
        }

        foreach (var file in Directory.EnumerateFiles(Path.Combine(gateway.Folder, "gateway"), "*", SearchOption.AllDirectories))
        {
            places[file] = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
        }

        Assert.NotEmpty(gateway.Spoken.Lines);
        Assert.NotEmpty(spans);
        Assert.Contains("sharegateway_records", metrics, StringComparison.Ordinal);
        foreach (var form in new[] { Canary, CanaryId, token[^40..] }.SelectMany(FormsOf))
        {
            foreach (var (place, text) in places)
            {
                Assert.False(text.Contains(form, StringComparison.OrdinalIgnoreCase), $"`{form}` stands in {place}: {text[Math.Max(0, text.IndexOf(form, StringComparison.OrdinalIgnoreCase) - 300)..][..Math.Min(600, text.Length)]}");
            }
        }
    }

    /// <summary>Makes every kind of answer with the canary in every place that a caller or an upstream can fill; gives back the errors.</summary>
    private static async Task<string> ExerciseAsync(GatewayUnderTest gateway, string token)
    {
        var errors = new StringBuilder();
        gateway.Upstream.HasCustomers(Customer(CanaryId, Canary), Customer("C-0000002", Canary, birthDate: Canary));
        await gateway.ConsentAsync(CanaryId, Marketing, "galerie-lumiere");
        await gateway.RecordsAsync("galerie-lumiere", "/v1/datasets/customers", Marketing);
        foreach (var path in new[]
        {
            $"/v1/datasets/customers?purpose={Canary}", $"/v1/datasets/{Canary}", $"/v1/datasets/customers?{Canary}=1", $"/v1/datasets/customers?page={Canary}", $"/{Canary}",
        })
        {
            await CollectAsync(gateway, path, token, errors);
        }

        gateway.Upstream.Answers("/internal/crm/customers", "application/json", $"{{\"data\":{{\"items\":[{Customer(CanaryId, Canary)},{{\"customer_id\":\"{Canary}");
        await CollectAsync(gateway, $"/v1/datasets/customers?purpose={Marketing}", token, errors);
        gateway.Upstream.Answers("/internal/crm/customers", context =>
        {
            context.Response.StatusCode = 500;
            return context.Response.WriteAsync($"SELECT * FROM {Canary}");
        });
        await CollectAsync(gateway, $"/v1/datasets/customers?purpose={Marketing}", token, errors);
        using var consent = await gateway.PostConsentAsync(new { eventId = Canary, controller = Canary, id = CanaryId });
        errors.Append(await consent.Content.ReadAsStringAsync());
        await CollectAsync(gateway, "/v1/datasets/customers", $"{Canary}.{Canary}.{Canary}", errors);
        return errors.ToString();
    }

    private static async Task CollectAsync(GatewayUnderTest gateway, string path, string token, StringBuilder errors)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Data, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await gateway.Http.SendAsync(request);
        Assert.False(response.IsSuccessStatusCode, path);
        errors.Append(response.Headers).Append(await response.Content.ReadAsStringAsync());
    }
}
