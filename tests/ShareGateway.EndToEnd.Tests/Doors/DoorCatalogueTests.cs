using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ShareGateway.EndToEnd.Tests.Fixture;
using ShareGateway.Records;
using ShareGateway.Sharing;

namespace ShareGateway.EndToEnd.Tests.Doors;

/// <summary>Hard truth 16: there is no second door. What the host maps is compared with what the suite walks through.</summary>
[Collection("doors")]
public sealed class DoorCatalogueTests(DoorSite site)
{
    /// <summary>
    /// Every endpoint of the gateway, and why it is safe. One that delivers records of an upstream belongs to <see cref="Door.All"/>, so that the whole
    /// suite runs on it; anything else says here what it gives and which tests hold it.
    /// </summary>
    private static readonly Dictionary<string, string> Catalogue = new(StringComparer.Ordinal)
    {
        ["GET /v1/datasets/{dataset}"] = "records: every test of this suite",
        ["GET /v1/datasets"] = "the caller's own agreements, no upstream: DoorWireTests, DoorCatalogueTests",
        ["GET /v1/disclosures/{id}/proof"] = "hashes of the caller's own disclosures, no entry and no upstream: DoorCatalogueTests",
        ["GET /log/checkpoint"] = "the log's signed root: DoorCatalogueTests",
        ["GET /log/checkpoint.witnessed"] = "the log's signed root: DoorCatalogueTests",
        ["GET /log/log.vkey"] = "a public key: DoorCatalogueTests",
        ["GET /log/{**path}"] = "tiles of hashes: DoorCatalogueTests",
        ["POST /v1/pseudonym-translations"] = "the caller's own pseudonyms, old to new, during an overlap, and no upstream: KeyTests",
        ["POST /v1/consent-events"] = "takes, gives nothing about anyone: ConsentIntakeTests",
        ["POST /v1/subject-keys"] = "staff only, one person that they name: DpoTests",
        ["POST /v1/register-erasures"] = "staff only, takes and gives nothing about anyone: DpoTests",
        ["GET /v1/keys"] = "keys by id and check value, no person: StaffTests",
        ["POST /v1/log-prunings"] = "staff only, takes and gives nothing about anyone: DpoTests",
        ["POST /v1/keys/orders"] = "staff only, keys by id: StaffTests",
        ["POST /v1/reidentifications/"] = "two staff members, values and candidates that they name, its own entries: ReidentificationTests",
        ["GET /v1/reidentifications/{id}"] = "as above: ReidentificationTests",
        ["POST /v1/reidentifications/{id}/approval"] = "as above: ReidentificationTests",
        ["POST /v1/reidentifications/{id}/result"] = "as above: ReidentificationTests",
        ["GET /health/live"] = "no data: StartTests",
        ["GET /health/ready"] = "no data: ReloadTests",
        ["* /metrics"] = "counts without people: CanaryTests",
    };

    [Fact]
    public void Truth_16_every_endpoint_of_the_gateway_is_in_the_catalogue()
    {
        var mapped = site.Gateway.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Order != int.MaxValue)
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["*"])
                .Select(method => $"{method} /{endpoint.RoutePattern.RawText?.TrimStart('/')}"))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();

        var unknown = mapped.Except(Catalogue.Keys, StringComparer.Ordinal).ToArray();
        Assert.True(unknown.Length == 0, $"no door suite walks through {string.Join(", ", unknown)}: add each to the catalogue, and to Door.All when it delivers records");
        Assert.Equal(Catalogue.Keys.Order(StringComparer.Ordinal), mapped);
    }

    [Fact]
    public void Truth_16_every_form_that_is_offered_is_a_door_of_the_suite()
    {
        var plans = site.Gateway.Services.GetRequiredService<ShareGateway.Proxy.Policies.PolicySource>().Current.Set.Plans;
        var walked = Door.All.Select(row => (row.Data.Item1, row.Data.Item2)).ToHashSet();

        foreach (var source in Door.Sources)
        {
            foreach (var plan in plans.Where(plan => plan.Contract.Id == $"visits-{source}"))
            {
                Assert.All(Offers.AllOf(plan), offer => Assert.Contains((source, offer.Format), walked));
            }
        }

        Assert.Equal(walked.Count, Door.Sources.Length * (Enum.GetValues<RecordFormat>().Length - 1)); // a new format is a new door
    }

    [Theory]
    [MemberData(nameof(Door.All), MemberType = typeof(Door))]
    public async Task Truth_16_no_door_opens_without_token_agreement_purpose_and_consent(string source, RecordFormat format)
    {
        var door = new Door(source, format);
        var stranger = (await site.PeopleAsync(1, _ => false))[0];
        site.Serve(door, [new Visit(stranger) { Page = $"/{Visit.Canary}" }.In(door)]);
        site.Gateway.Upstream.Requests.Clear();

        using (var noToken = await site.Gateway.Http.GetAsync(new Uri(site.Gateway.Data, $"{door.Path}?purpose={DoorPolicies.Purpose}")))
        {
            Assert.Equal(401, (int)noToken.StatusCode);
        }

        foreach (var (recipient, purpose) in new[] { ("assurance-boreale", DoorPolicies.Purpose), ("stranger", DoorPolicies.Purpose), (DoorPolicies.Recipient, "dpv:Marketing"), (DoorPolicies.OtherRecipient, DoorPolicies.OtherPurpose) })
        {
            using var refused = await site.AskAsync(door, recipient: recipient, purpose: purpose);
            Assert.Equal(403, (int)refused.StatusCode);
        }

        Assert.Empty(site.Gateway.Upstream.Requests);
        Assert.Empty(await site.PagesSeenAsync(door));
        Assert.DoesNotContain(Visit.Canary, await site.WireAsync(door), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Truth_16_a_proof_is_for_the_recipient_of_its_disclosure_alone_and_the_log_is_not_served_to_partners()
    {
        var door = new Door("pages", RecordFormat.Json);
        var person = (await site.PeopleAsync(1, _ => true))[0];
        site.Serve(door, [new Visit(person).In(door)]);
        using var shared = await site.AskAsync(door);
        var proof = $"/v1/disclosures/{shared.Header("Sharing-Disclosure")}/proof";

        using var own = await UntilSignedAsync(proof);
        using var others = await site.Gateway.AskAsync(DoorPolicies.OtherRecipient, proof);
        using var unknown = await site.Gateway.AskAsync(DoorPolicies.OtherRecipient, "/v1/disclosures/aaaaaaaaaaaaaaaaaaaaaaaaaa/proof");
        using var question = await site.Gateway.AskAsync(DoorPolicies.Recipient, proof + "?filter=people");

        var value = System.Text.Json.JsonElement.Parse(await own.Content.ReadAsStringAsync()).GetProperty("value").EnumerateArray().Single();
        Assert.Equal(["chunk", "leafHash", "proof"], value.EnumerateObject().Select(member => member.Name));
        Assert.Equal((404, await unknown.Content.ReadAsStringAsync()), ((int)others.StatusCode, await others.Content.ReadAsStringAsync()));
        Assert.Equal(400, (int)question.StatusCode);
        foreach (var path in new[] { "/log/checkpoint", "/log/checkpoint.witnessed", "/log/log.vkey", "/log/tile/entries/000", "/log/tile/0/000", "/v1/keys", "/metrics" })
        {
            using var closed = await site.Gateway.AskAsync(DoorPolicies.Recipient, path);
            Assert.Equal(404, (int)closed.StatusCode);
        }
    }

    [Theory]
    [InlineData("pages")]
    [InlineData("document")]
    [InlineData("lines")]
    [InlineData("table")]
    public async Task Each_form_says_the_same_in_the_types_of_the_contract(string source)
    {
        var person = (await site.PeopleAsync(1, _ => true))[0];
        var answers = new List<string>();
        foreach (var format in new[] { RecordFormat.Json, RecordFormat.Ndjson, RecordFormat.Csv })
        {
            var door = new Door(source, format);
            site.Serve(door, [new Visit(person) { Page = "/é\u00a0😀", Country = "BE" }.In(door)]);
            using var response = await site.AskAsync(door);
            Assert.Equal(door.Accept, response.Content.Headers.ContentType?.MediaType);
            var record = Assert.Single(DoorSite.Records(format, await response.Content.ReadAsStringAsync()));
            answers.Add(string.Join(' ', record.OrderBy(cell => cell.Key, StringComparer.Ordinal).Select(cell => $"{cell.Key}={cell.Value}")));
        }

        Assert.Single(answers.Distinct(StringComparer.Ordinal));
        Assert.Contains("country=BE", answers[0], StringComparison.Ordinal);
        using var list = await site.Gateway.AskAsync(DoorPolicies.Recipient, "/v1/datasets");
        var formats = System.Text.Json.JsonElement.Parse(await list.Content.ReadAsStringAsync()).GetProperty("value").EnumerateArray()
            .First(offer => offer.GetProperty("dataset").GetString() == $"visits-{source}").GetProperty("formats").EnumerateArray().Select(format => format.GetString());
        Assert.Equal(["application/json", "application/x-ndjson", "text/csv; charset=utf-8"], formats);
    }

    /// <summary>The log is signed every second while entries come.</summary>
    private async Task<HttpResponseMessage> UntilSignedAsync(string proof)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            var response = await site.Gateway.AskAsync(DoorPolicies.Recipient, proof);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            response.Dispose();
            await tick.WaitForNextTickAsync(limit.Token);
        }
    }
}
