using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace ShareGateway.Cli.Tests.Keys;

/// <summary><c>sharegateway keys</c> on the data folder of a gateway that does not run.</summary>
public sealed class KeysCommandTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("sharegateway-cli-keys-").FullName;
    private readonly string _ring;

    public KeysCommandTests()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=ring", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(CliRun.Now.AddYears(-1), CliRun.Now.AddYears(9));
        _ring = Path.Combine(_data, "ring.p12");
        File.WriteAllBytes(_ring, certificate.Export(X509ContentType.Pkcs12));
        File.WriteAllText(Path.Combine(_data, "escrow.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_data, "escrow.key"), key.ExportPkcs8PrivateKeyPem());
    }

    [Fact]
    public void Keys_are_made_listed_rotated_and_destroyed_by_their_typed_name()
    {
        var made = Keys("init", "--controller", "fr/maison-nord", "--recipient", "galerie-lumiere", "--name", "test.example");
        var rotated = Keys("rotate", "--overlap-days", "10");
        var mistyped = Answering("galerie-lumier\n", "destroy", "recipient", "galerie-lumiere");
        var destroyed = Answering("galerie-lumiere\n", "destroy", "recipient", "galerie-lumiere");
        var epoch = Keys("destroy", "epoch", "fr/maison-nord@1", "--yes-destroy", "fr/maison-nord@1");
        var listed = Keys("list");
        var verified = Keys("verify");

        Assert.Equal((0, "4 key(s)"), (made.Code, LastLine(made)));
        Assert.Equal(0, rotated.Code);
        Assert.Contains("roots/fr/maison-nord/pseudonym-1  previous", rotated.Output, StringComparison.Ordinal);
        Assert.Contains("until 2026-12-03 09:00Z", rotated.Output, StringComparison.Ordinal);
        Assert.Equal((1, "nothing was destroyed: expected the name `galerie-lumiere` to be typed in once more"), (mistyped.Code, LastLine(mistyped)));
        Assert.Contains("Type `galerie-lumiere` to destroy it", destroyed.Error, StringComparison.Ordinal);
        Assert.Equal((0, 0), (destroyed.Code, epoch.Code));
        Assert.Matches(@"(?m)^recipients/galerie-lumiere +destroyed ", listed.Output);
        Assert.Matches(@"(?m)^roots/fr/maison-nord/pseudonym-1 +destroyed ", listed.Output);
        Assert.Matches(@"(?m)^roots/fr/maison-nord/pseudonym-2 +current ", listed.Output);
        Assert.Equal(0, verified.Code);
    }

    [Fact]
    public void A_missing_key_is_found_and_put_back_from_escrow()
    {
        Keys("init", "--controller", "fr/maison-nord", "--recipient", "galerie-lumiere", "--name", "test.example");
        var escrow = Path.Combine(_data, "escrow.json");
        var exported = Keys("export-escrow", "--for", Path.Combine(_data, "escrow.pem"), "--file", escrow);
        File.Delete(Path.Combine(_data, "keys", "recipients", "galerie-lumiere.json"));

        var missing = Keys("verify");
        var restored = Keys("restore-escrow", escrow, "--key", Path.Combine(_data, "escrow.key"));
        var json = JsonElement.Parse(Keys("verify", "--output", "json").Output);

        Assert.Equal(0, exported.Code);
        Assert.EndsWith("5 secret(s) in the escrow file", LastLine(exported), StringComparison.Ordinal); // four keys and the log's signer
        Assert.DoesNotContain("sealed", exported.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((1, "1 finding(s)"), (missing.Code, LastLine(missing)));
        Assert.Contains("key `recipients/galerie-lumiere` cannot be unwrapped", missing.Output, StringComparison.Ordinal);
        Assert.Equal(0, restored.Code);
        Assert.Empty(json.GetProperty("findings").EnumerateArray());
    }

    [Fact]
    public void Wrong_use_is_said_in_one_line()
    {
        var nowhere = CliRun.Of("keys", "list");
        var noFolder = CliRun.Of("keys", "list", "--data", "/no/such/folder", "--certificate", _ring);
        var noCertificate = CliRun.Of("keys", "list", "--data", _data);
        var noToken = CliRun.Of("keys", "list", "--gateway", "http://127.0.0.1:1");
        var noName = Keys("list");
        var noGateway = CliRun.Of("reidentify", "show", "abc", "--data", _data);

        Assert.Equal("expected `--gateway URL --token-file FILE` for a gateway that runs, or `--data DIR --certificate FILE` for one that does not\n", nowhere.Error);
        Assert.Equal("there is no folder `/no/such/folder`\n", noFolder.Error);
        Assert.Equal("expected `--certificate FILE`, or `--unprotected-ring` for development\n", noCertificate.Error);
        Assert.Equal("expected `--gateway` to be an address such as http://127.0.0.1:8081, and `--token-file` a file with an access token\n", noToken.Error);
        Assert.Equal("the folder's audit log has no checkpoint yet; expected `--name` with the gateway's name (`Gateway:Name`)\n", noName.Error);
        Assert.Equal("expected `--gateway URL` and `--token-file FILE`: only a running gateway has what this needs\n", noGateway.Error);
        Assert.All([nowhere, noFolder, noCertificate, noToken, noName, noGateway], run => Assert.Equal(2, run.Code));
    }

    [Fact]
    public void A_gateway_that_cannot_be_reached_is_said_so()
    {
        var token = Path.Combine(_data, "token");
        File.WriteAllText(token, "x");

        var run = CliRun.Of("keys", "list", "--gateway", "http://127.0.0.1:1", "--token-file", token);

        Assert.Equal(2, run.Code);
        Assert.StartsWith("the gateway at `http://127.0.0.1:1` cannot be reached", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private CliRun Keys(params string[] args) => Answering("", args);

    private CliRun Answering(string answers, params string[] args) => CliRun.Answering(answers, ["keys", .. args, "--data", _data, "--certificate", _ring]);

    private static string LastLine(CliRun run) => run.Output.TrimEnd('\n').Split('\n')[^1];
}
