
namespace ShareGateway.Policy.Tests;

/// <summary>One spoilt place of a recipient, and everything that is then said. In the findings, <c>@</c> is the spoilt file.</summary>
public sealed class SpoiltRecipientTests
{
    private const string Print = "ab39f2c2c3f1b4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d";

    public static TheoryData<string, string, string> Cases { get; } = new()
    {
        {
            "country: loc:FR\n",
            "country: loc:FRA\n",
            "@:5:10: SGP020: unknown country `loc:FRA`; did you mean `loc:FR`?"
        },
        {
            "country: loc:FR\n",
            "country: loc:EEA30\n",
            "@:5:10: SGP020: unknown country `loc:EEA30`; it is a group of countries: name each country"
        },
        {
            "role: dpv:ThirdParty",
            "role: dpv:Marketing",
            "@:4:7: SGP020: unknown role `dpv:Marketing`"
        },
        {
            "contacts: [privacy@partner.example]",
            "contacts: privacy@partner.example",
            "@:7:11: SGP012: `contacts` takes a list, got text"
        },
        {
            "privacy@partner.example",
            "privacy at partner",
            "@:7:12: SGP013: wrong value `privacy at partner`; expected an e-mail address"
        },
        {
            "clientIds: [partner-client, partner-batch]",
            "clientIds: [partner-client, partner-client]",
            "@:8:29: SGP004: `partner-client` stands twice in `clientIds`"
        },
        {
            "clientIds: [partner-client, partner-batch]",
            "clientIds: [partner-client]\ntransferTool: eu-gdpr:A45-4",
            "@:9:15: SGP020: unknown transfer tool `eu-gdpr:A45-4`; did you mean `eu-gdpr:A45-3`?"
        },
        {
            "clientIds: [partner-client, partner-batch]",
            "clientIds: [partner-client]\ncertificates: [x]",
            "@:9:16: SGP013: wrong value `x`; expected a SHA-256 thumbprint: 64 hex digits in lower case, no colons"
        },
        {
            "clientIds: [partner-client, partner-batch]",
            "clientIds: [partner-client]\ncertificates: [AB39f2c2c3f1b4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d]",
            "@:9:16: SGP013: wrong value `AB39f2c2c3f1b4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d`; expected a SHA-256 thumbprint: 64 hex digits in lower case, no colons"
        },
        {
            "id: partner\n",
            "",
            "@:1:1: SGP011: key `id` is missing"
        },
    };

    [Fact]
    public void Certificates_stand_in_the_recipient()
    {
        using var files = new PolicyFiles();
        files.Edit(PolicyFiles.Partner, "id: partner\n", $"id: partner\ncertificates: [{Print}]\n");

        Assert.Equal([Print], files.LoadGood().Recipients[0].Certificates);
    }

    [Fact]
    public void A_certificate_speaks_for_one_recipient()
    {
        using var files = new PolicyFiles();
        files.Edit(PolicyFiles.Partner, "id: partner\n", $"id: partner\ncertificates: [{Print}]\n");
        string other = PolicyFiles.Texts[PolicyFiles.Partner].Replace("partner", "other", StringComparison.Ordinal);
        files.Write("fr/recipients/other.yaml", $"{other}\ncertificates: [{Print}]\n");

        string text = $"recipients/partner.yaml:3:16: SGP017: certificate `{Print}` stands in fr/recipients/other.yaml:9:16 already; a certificate speaks for one recipient";
        Assert.Equal([text], files.Findings());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_spoilt_recipient_gives_exactly_these_findings(string from, string to, string findings)
    {
        using var files = new PolicyFiles();
        files.Edit(PolicyFiles.Partner, from, to);

        Assert.Equal(findings.Replace("@:", PolicyFiles.Partner + ":", StringComparison.Ordinal).Split('\n'), files.Findings());
    }
}
