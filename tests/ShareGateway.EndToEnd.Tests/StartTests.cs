using System.Buffers.Text;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using ShareGateway.Demo.Issuing;
using ShareGateway.EndToEnd.Tests.Fixture;
using ShareGateway.Proxy.Hosting;
using ShareGateway.Proxy.Settings;

namespace ShareGateway.EndToEnd.Tests;

/// <summary>A gateway that cannot work as it should does not start, and says why.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("Gateway:KeyRingCertificate", "", "`Gateway:KeyRingCertificate` is not set")]
    [InlineData("Gateway:KeyRingCertificate", "/no/such/file.p12", "cannot read `/no/such/file.p12`")]
    [InlineData("Gateway:DataPlanUrl", "http://127.0.0.1:0", "section `Gateway`")]
    [InlineData("Gateway:DataPlaneUrl", "127.0.0.1:80", "is no listener address")]
    [InlineData("Gateway:Name", "Gateway One", "section `Gateway`")]
    [InlineData("Gateway:MaxRecordBytes", "1", "section `Gateway`")]
    [InlineData("Identity:KeysFile", "", "no token could be checked")]
    [InlineData("Identity:KeysFile", "/no/such/keys.json", "cannot read `/no/such/keys.json`")]
    [InlineData("ReverseProxy:Routes:mine:ClusterId", "crm", "`ReverseProxy:Routes` is not allowed")]
    public async Task A_wrong_setting_stops_the_start(string key, string value, string said)
    {
        var refused = await Assert.ThrowsAsync<GatewayStartException>(() => GatewayUnderTest.StartAsync(settings: (key, value)));

        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I8_wrong_policies_stop_the_start_with_every_finding_at_its_place()
    {
        using var policies = PolicyFolder.Copy();
        policies.Replace("fr/maison-nord/agreements/galerie-lumiere-newsletter.yaml", "loyalty_level:", "loyalty_levle:");
        policies.Replace("fr/maison-nord/agreements/banque-horizon-fraud.yaml", "purpose: dpv:FraudPreventionAndDetection", "purpose: dpv:FraudPrevention");
        policies.Replace("guardrail.yaml", "version:", "versoin:");

        var refused = await Assert.ThrowsAsync<GatewayStartException>(() => GatewayUnderTest.StartAsync(policies.Path));

        Assert.Matches(@"guardrail\.yaml:\d+:\d+: SGP\d+: unknown key `versoin`; did you mean `version`\?", refused.Message);
        Assert.Matches(@"galerie-lumiere-newsletter\.yaml:\d+:\d+: SGP\d+: .*`loyalty_levle`.*did you mean `loyalty_level`\?", refused.Message);
        Assert.Matches(@"banque-horizon-fraud\.yaml:\d+:\d+: SGP\d+: .*`dpv:FraudPrevention`", refused.Message);
    }

    [Fact] // a wrong setting could not stop a gateway that runs; and each write below the working directory would wake who watches it
    public async Task Settings_are_read_at_the_start_alone()
    {
        var files = new List<FileConfigurationSource>();

        await Assert.ThrowsAsync<OperationCanceledException>(() => GatewayHost.BuildAsync([], builder =>
        {
            files.AddRange(builder.Configuration.Sources.OfType<FileConfigurationSource>());
            throw new OperationCanceledException(); // this is all that is asked
        }));

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.False(file.ReloadOnChange, file.Path));
    }

    [Fact]
    public async Task A_second_gateway_on_the_same_folder_is_refused()
    {
        await using var first = await GatewayUnderTest.StartAsync();

        await Assert.ThrowsAsync<GatewayStartException>(() => GatewayUnderTest.StartAsync(folder: first.Folder));
    }

    [Fact]
    public async Task An_issuers_key_that_is_too_short_to_check_with_stops_no_start_and_does_not_harm_the_others()
    {
        var folder = Directory.CreateTempSubdirectory("sharegateway-short-key-").FullName;
        var keys = Path.Combine(folder, "keys.json");
        using (var issuer = DemoIssuer.Open(Path.Combine(folder, "issuer"), TimeProvider.System))
        {
            var set = JsonNode.Parse(File.ReadAllText(issuer.KeysFile))!;
            set["keys"]!.AsArray().Insert(0, ShortKey());
            File.WriteAllText(keys, set.ToJsonString());
        }

        await using (var gateway = await GatewayUnderTest.StartAsync(folder: folder, settings: ("Identity:KeysFile", keys)))
        {
            gateway.Upstream.HasCustomers(Bodies.Customer("C-0000001"));
            using var answer = await gateway.AskAsync("galerie-lumiere", "/v1/datasets/customers", Bodies.Marketing);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>An RSA key of 384 bits: the token library checks nothing with it.</summary>
    private static JsonObject ShortKey() => new()
    {
        ["kty"] = "RSA",
        ["kid"] = "short",
        ["use"] = "sig",
        ["n"] = Base64Url.EncodeToString([.. Enumerable.Repeat((byte)0xFF, 48)]),
        ["e"] = "AQAB",
    };

    [Fact]
    public void The_example_settings_of_infra_are_settings_of_the_gateway()
    {
        var file = Path.Combine(GatewayUnderTest.ShippedPolicies, "..", "infra", "appsettings.example.json");
        var settings = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(file)).Build();

        var gateway = settings.GetSection(GatewayOptions.Section).Get<GatewayOptions>(binder => binder.ErrorOnUnknownConfiguration = true)!;
        var named = JsonElement.Parse(File.ReadAllText(file)).GetProperty("Gateway").EnumerateObject().Select(member => member.Name);

        Assert.Equal("gateway-1.group.example", gateway.Name);
        Assert.Equal(
            typeof(GatewayOptions).GetProperties().Select(property => property.Name).Where(name => name != nameof(GatewayOptions.KeyRingCertificatePassword)).Order(StringComparer.Ordinal),
            named.Order(StringComparer.Ordinal));
    }
}
