using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ShareGateway.Demo;
using ShareGateway.Demo.Hosting;
using ShareGateway.EndToEnd.Tests.Fixture;
using ShareGateway.Policy.Loading;

namespace ShareGateway.EndToEnd.Tests;

/// <summary>What the README shows is what happens.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(GatewayUnderTest.ShippedPolicies, "..", "README.md"));

    [Fact]
    public async Task The_first_call_gives_the_answer_that_stands_below_it()
    {
        var call = Call().Match(Readme);
        var shown = JsonNode.Parse(Answer().Match(Readme).Groups["json"].Value)!;
        var folder = Directory.CreateTempSubdirectory("sharegateway-readme-").FullName;
        await using (var site = await DemoSite.StartAsync(
            new DemoOptions(folder, GatewayUnderTest.ShippedPolicies, 0, 0, 0, 100), CancellationToken.None, new CalendarClock(CalendarClock.Autumn)))
        {
            await ConsentSeed.PostAsync(site, _ => { }, CancellationToken.None);
            var answer = JsonNode.Parse(await GetAsync(site, call.Groups["path"].Value, call.Groups["purpose"].Value))!;

            Assert.StartsWith(shown["nextLink"]!.GetValue<string>().TrimEnd('…'), answer["nextLink"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.Equal(WithoutPseudonym(shown), WithoutPseudonym(answer));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_refusal_is_the_one_that_is_shown()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();

        using var response = await gateway.AskAsync("galerie-lumiere", "/v1/datasets/customers", "dpv:Marketing");

        Assert.Contains(await response.Content.ReadAsStringAsync(), Readme, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_policy_edit_does_what_it_says()
    {
        const string Agreement = "fr/maison-nord/agreements/galerie-lumiere-recommendations.yaml";
        using var policies = PolicyFolder.Copy();
        policies.Replace(Agreement, @"address\.postcode: +\{do: generalise, keepFirst: 2\}", "address.postcode: {do: drop}");
        var edited = PolicyLoader.Load(policies.Path);
        policies.Replace(Agreement, "keepFor: P6M", "keepFor: P36M");
        var tooLoose = PolicyLoader.Load(policies.Path);

        Assert.Contains(Agreement, Readme, StringComparison.Ordinal);
        Assert.Equal("drop", edited.Set!.Plans.Single(plan => plan.AgreementId == "galerie-lumiere-recommendations").Fields.Single(field => field.Path.ToString() == "address.postcode").Transform.Name);
        Assert.Null(tooLoose.Set);
        var finding = Assert.Single(tooLoose.Findings);
        Assert.Equal(Agreement, finding.File);
        Assert.Contains("guardrail.yaml", finding.ToString(), StringComparison.Ordinal);
    }

    private static async Task<string> GetAsync(DemoSite site, string path, string purpose)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(site.Gateway, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", site.TokenFor(site.Policies.FindRecipient("galerie-lumiere")!));
        request.Headers.Add("Sharing-Purpose", purpose);
        using var response = await http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Pseudonyms hang on the folder's own keys.</summary>
    private static string WithoutPseudonym(JsonNode answer)
    {
        var record = answer["value"]![0]!.DeepClone().AsObject();
        record.Remove("customer_id");
        return record.ToJsonString();
    }

    [GeneratedRegex(@"curl -s 'http://127\.0\.0\.1:8080(?<path>[^']+)'(.|\n)*?Sharing-Purpose: (?<purpose>[^']+)'", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Call();

    [GeneratedRegex(@"```json\n(?<json>\{""value""(.|\n)*?)\n```", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Answer();
}
