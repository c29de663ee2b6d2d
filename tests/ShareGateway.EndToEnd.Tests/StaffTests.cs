using System.Net;
using System.Text.Json;
using ShareGateway.Demo.Issuing;
using ShareGateway.EndToEnd.Tests.Fixture;
using static ShareGateway.EndToEnd.Tests.Fixture.Bodies;

namespace ShareGateway.EndToEnd.Tests;

/// <summary>People of the group on the management listener: a role opens, everything else is shut.</summary>
public sealed class StaffTests
{
    [Fact]
    public async Task A_role_opens_the_list_of_keys_and_everything_else_is_refused_and_recorded()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        Dictionary<string, string> tokens = new(StringComparer.Ordinal)
        {
            ["dpo"] = gateway.StaffToken("ines", "dpo"),
            ["operator"] = gateway.StaffToken("lea", "operator"),
            ["both"] = gateway.StaffToken("lea", "operator", "dpo"),
            ["unknown role"] = gateway.StaffToken("ines", "DPO", "admin"),
            ["no role"] = gateway.StaffToken("ines"),
            ["nobody"] = gateway.StaffToken("", "dpo"),
            ["a line feed"] = gateway.StaffToken("ines\nines", "dpo"),
            ["a machine"] = gateway.StaffToken("demo-console", "dpo"),
            ["a consent source"] = gateway.Token("crm-consent", DemoIssuer.ManagementAudience, "consent:write"),
            ["a partner"] = gateway.Token("galerie-lumiere-client"),
        };
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);

        foreach (var (who, token) in tokens)
        {
            using var response = await gateway.ManageAsync(HttpMethod.Get, "/v1/keys", token);
            answers[who] = response.IsSuccessStatusCode ? "200" : await ReasonAsync(response);
        }

        Assert.All(["dpo", "operator", "both"], who => Assert.Equal("200", answers[who]));
        Assert.All(["unknown role", "no role", "nobody", "a line feed", "a machine", "a consent source"], who => Assert.Equal("role-missing", answers[who]));
        Assert.Equal("token-invalid", answers["a partner"]);
    }

    [Fact]
    public async Task A_token_that_is_bound_to_a_key_this_listener_cannot_see_is_nobody_s()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        var bound = gateway.Issuer.IssueToStaff("ines", ["dpo"], confirmation: ("jkt", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"));

        using var response = await gateway.ManageAsync(HttpMethod.Get, "/v1/keys", bound);

        Assert.Equal("role-missing", await ReasonAsync(response));
    }

    [Fact]
    public async Task Where_a_strong_sign_in_is_demanded_a_weak_one_does_not_do()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(settings: ("Identity:StaffAcr", "phr"));

        using var strong = await gateway.ManageAsync(HttpMethod.Get, "/v1/keys", gateway.StaffToken("ines", "dpo"));
        using var weak = await gateway.ManageAsync(HttpMethod.Get, "/v1/keys", gateway.Issuer.IssueToStaff("ines", ["dpo"], acr: "pwd"));

        Assert.Equal(HttpStatusCode.OK, strong.StatusCode);
        Assert.Equal("role-missing", await ReasonAsync(weak));
    }

    [Fact]
    public async Task The_list_names_every_key_with_its_check_value_and_no_partner_reaches_it()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();

        using var response = await gateway.ManageAsync(HttpMethod.Get, "/v1/keys", gateway.StaffToken("lea", "operator"));
        var keys = JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("keys").EnumerateArray().ToArray();
        using var elsewhere = await gateway.AskAsync("galerie-lumiere", "/v1/keys");

        Assert.Contains(keys, key => key.GetProperty("name").GetString() == "recipients/galerie-lumiere");
        Assert.All(keys, key => Assert.Matches("^[0-9a-f]{8}$", key.GetProperty("checkValue").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
    }
}
