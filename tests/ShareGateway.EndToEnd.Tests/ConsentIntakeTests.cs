using System.Net;
using ShareGateway.EndToEnd.Tests.Fixture;
using static ShareGateway.EndToEnd.Tests.Fixture.Bodies;

namespace ShareGateway.EndToEnd.Tests;

/// <summary>Consent events: taken whole or refused; a withdrawal that looks accepted is in force.</summary>
public sealed class ConsentIntakeTests
{
    [Theory]
    [InlineData("controller", "fr/no-such-house")]
    [InlineData("scheme", "passport")]
    [InlineData("id", "")]
    [InlineData("purpose", "dpv:DirectMarketting")]
    [InlineData("purpose", "dpv:Marketing")]
    [InlineData("recipient", "galerie-lumieres")]
    [InlineData("state", "withdrawn")]
    [InlineData("at", "2026-11-20")]
    [InlineData("at", "2026-11-20T10:00:00")]
    [InlineData("at", "yesterday")]
    [InlineData("validUntil", "2027-01-01")]
    [InlineData("eventId", "")]
    public async Task An_event_that_would_mean_nothing_is_refused_by_the_name_of_its_member(string member, string value)
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        var events = Event();
        events[member] = value;

        using var response = await gateway.PostConsentAsync(events);
        var problem = await ProblemAsync(response);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(member, Assert.Single(problem.GetProperty("events").EnumerateArray()).GetProperty("member").GetString());
        Assert.DoesNotContain("C-0000001", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grant_from_the_future_is_refused_because_it_would_outlive_a_withdrawal_of_today()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        var grant = Event();
        grant["at"] = gateway.Clock.GetUtcNow().AddSeconds(90).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        var withdrawal = new Dictionary<string, string>(grant, StringComparer.Ordinal) { ["state"] = "dpv:ConsentWithdrawn" };

        using var refused = await gateway.PostConsentAsync(grant);
        using var taken = await gateway.PostConsentAsync(withdrawal);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
    }

    [Fact]
    public async Task A_batch_with_one_bad_event_stores_none_and_a_repeated_event_changes_nothing()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Upstream.HasCustomers(Customer("C-0000001"));
        var bad = Event();
        (bad["eventId"], bad["state"]) = ("e-2", "nonsense");

        using var mixed = await gateway.PostConsentAsync(Event(), bad);
        var before = await gateway.RecordsAsync("galerie-lumiere", "/v1/datasets/customers", Marketing);
        using var first = await gateway.PostConsentAsync(Event());
        using var again = await gateway.PostConsentAsync(Event());
        var other = Event();
        other["noticeVersion"] = "another";
        using var conflict = await gateway.PostConsentAsync(other);

        Assert.Equal(HttpStatusCode.BadRequest, mixed.StatusCode);
        Assert.Empty(before);
        Assert.Equal("{\"appended\":1,\"repeated\":0}", await first.Content.ReadAsStringAsync());
        Assert.Equal("{\"appended\":0,\"repeated\":1}", await again.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);
    }

    [Fact]
    public async Task A_partner_s_token_does_not_write_consents()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway.Management, "/v1/consent-events")) { Content = new StringContent("{}") };
        request.Headers.Authorization = new("Bearer", gateway.Token("galerie-lumiere-client"));
        using var unscoped = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway.Management, "/v1/consent-events")) { Content = new StringContent("{}") };
        unscoped.Headers.Authorization = new("Bearer", gateway.Token("crm-consent", Demo.Issuing.DemoIssuer.ManagementAudience, "consent:read"));

        using var partner = await gateway.Http.SendAsync(request);
        using var reader = await gateway.Http.SendAsync(unscoped);

        Assert.Equal("token-invalid", await ReasonAsync(partner));
        Assert.Equal("scope-missing", await ReasonAsync(reader));
    }

    private static Dictionary<string, string> Event() => new(StringComparer.Ordinal)
    {
        ["eventId"] = "e-1",
        ["controller"] = "fr/maison-nord",
        ["scheme"] = "customer-number",
        ["id"] = "C-0000001",
        ["purpose"] = Marketing,
        ["recipient"] = "galerie-lumiere",
        ["state"] = "dpv:ConsentGiven",
        ["at"] = "2026-11-20T10:00:00Z",
        ["noticeVersion"] = "1",
        ["source"] = "test",
    };
}
