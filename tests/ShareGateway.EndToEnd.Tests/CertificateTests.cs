using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.IdentityModel.Tokens;
using ShareGateway.Audit.Entries;
using ShareGateway.EndToEnd.Tests.Fixture;
using static ShareGateway.EndToEnd.Tests.Fixture.Bodies;

namespace ShareGateway.EndToEnd.Tests;

/// <summary>A recipient that lists certificates is only who shows one of them: a leaked token alone is nobody. Over real TLS.</summary>
public sealed class CertificateTests : IDisposable
{
    private static readonly DateTimeOffset Spring = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly PolicyFolder _policies = PolicyFolder.Copy();
    private readonly string _folder = Directory.CreateTempSubdirectory("sharegateway-tls-").FullName;
    private readonly X509Certificate2 _listed = SelfMade("CN=listed", Spring.AddYears(1));
    private readonly X509Certificate2 _expired = SelfMade("CN=expired", Spring.AddMonths(1));
    private readonly X509Certificate2 _other = SelfMade("CN=other", Spring.AddYears(1));

    [Theory]
    [InlineData("listed", null, 200, "")]
    [InlineData("listed", "listed", 200, "")]
    [InlineData("none", null, 403, "certificate-not-listed")]
    [InlineData("other", null, 403, "certificate-not-listed")]
    [InlineData("expired", null, 403, "certificate-not-listed")]
    [InlineData("other", "other", 403, "certificate-not-listed")]
    [InlineData("listed", "other", 401, "certificate-not-of-token")]
    [InlineData("none", "listed", 401, "certificate-not-of-token")]
    [InlineData("listed", "dpop", 401, "certificate-not-of-token")]
    public async Task A_bound_recipient_is_who_shows_its_certificate(string shown, string? confirmed, int status, string reason)
    {
        _policies.Replace(
            "recipients/galerie-lumiere.yaml", @"clientIds:.*\n", $"$0certificates: [\"{Thumbprint(_listed)}\", \"{Thumbprint(_expired)}\"]\n");
        await using var gateway = await StartAsync();

        using var datasets = await AskAsync(gateway, "/v1/datasets", shown, Token(gateway, confirmed));
        using var records = await AskAsync(gateway, "/v1/datasets/customers", shown, Token(gateway, confirmed));

        Assert.Equal((status, status), ((int)datasets.StatusCode, (int)records.StatusCode));
        Assert.Equal(reason.Length == 0 ? [] : [(reason, "galerie-lumiere"), (reason, "galerie-lumiere")], gateway.Entries<RefusalEntry>().Select(r => (r.Reason, r.Recipient)));
        if (status == 403)
        {
            Assert.Equal("unknown-recipient", await ReasonAsync(records)); // nothing tells a thief that only the certificate is missing
        }
    }

    [Theory]
    [InlineData("none", null, 200)]
    [InlineData("other", "other", 200)]
    [InlineData("none", "other", 401)]
    public async Task A_recipient_without_a_list_needs_a_certificate_only_when_its_token_is_bound_to_one(string shown, string? confirmed, int status)
    {
        await using var gateway = await StartAsync();

        using var records = await AskAsync(gateway, "/v1/datasets/customers", shown, Token(gateway, confirmed));

        Assert.Equal(status, (int)records.StatusCode);
    }

    [Fact]
    public async Task A_token_that_was_checked_a_moment_ago_still_needs_its_certificate()
    {
        await using var gateway = await StartAsync();
        var bound = Token(gateway, "other");
        string[] shown = ["other", "other", "none", "listed", "other"];
        var statuses = new List<int>();

        foreach (var certificate in shown)
        {
            using var records = await AskAsync(gateway, "/v1/datasets/customers", certificate, bound);
            statuses.Add((int)records.StatusCode);
        }

        Assert.Equal([200, 200, 401, 401, 200], statuses);
        Assert.Equal(["certificate-not-of-token", "certificate-not-of-token"], gateway.Entries<RefusalEntry>().Select(r => r.Reason));
    }

    public void Dispose()
    {
        _policies.Dispose();
        Array.ForEach([_listed, _expired, _other], certificate => certificate.Dispose());
        Directory.Delete(_folder, recursive: true);
    }

    private static X509Certificate2 SelfMade(string name, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(Spring, until);
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private static string Thumbprint(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();

    private X509Certificate2 Of(string name) => name switch { "listed" => _listed, "expired" => _expired, _ => _other };

    private async Task<GatewayUnderTest> StartAsync()
    {
        var file = Path.Combine(_folder, "server.p12");
        await File.WriteAllBytesAsync(file, _other.Export(X509ContentType.Pkcs12, "of the test"));
        var gateway = await GatewayUnderTest.StartAsync(_policies.Path, settings:
            [("Gateway:DataPlaneUrl", "https://127.0.0.1:0"), ("Kestrel:Certificates:Default:Path", file), ("Kestrel:Certificates:Default:Password", "of the test")]);
        gateway.Upstream.HasCustomers(Customer("C-0000001"));
        return gateway;
    }

    private string Token(GatewayUnderTest gateway, string? confirmed) => gateway.Token("galerie-lumiere-client", confirmation: confirmed switch
    {
        null => null,
        "dpop" => ("jkt", "AAAA"),
        _ => ("x5t#S256", Base64UrlEncoder.Encode(Of(confirmed).GetCertHash(HashAlgorithmName.SHA256))),
    });

    private async Task<HttpResponseMessage> AskAsync(GatewayUnderTest gateway, string path, string shown, string token)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { _other }, // the gateway's own is self-made too
            RevocationMode = X509RevocationMode.NoCheck,
            VerificationTime = CalendarClock.Autumn.UtcDateTime,
        };
        if (shown != "none")
        {
            handler.SslOptions.ClientCertificates = [Of(shown)];
        }

        using var client = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Data, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (path != "/v1/datasets")
        {
            request.Headers.Add("Sharing-Purpose", Marketing);
        }

        return await client.SendAsync(request);
    }
}
