
namespace ShareGateway.Policy.Tests;

/// <summary>One spoilt place of a guardrail, and everything that is then said. In the findings, <c>@</c> is the spoilt file.</summary>
public sealed class SpoiltGuardrailTests
{
    public static TheoryData<string, string, string, string> Cases { get; } = new()
    {
        {
            PolicyFiles.Group, "dpv:PublicRelations",
            "dpv:Marketing",
            "fr/shop/agreements/partner-newsletter.yaml:8:10: SGP041: purpose `dpv:DirectMarketing` is forbidden by guardrail.yaml:4:46 (it is narrower than `dpv:Marketing`)"
        },
        {
            PolicyFiles.France, "recipientRetention: P12M",
            "recipientRetention: P36M",
            "@:11:3: SGP040: `recipientRetention: P36M` is longer than guardrail.yaml:15:3 allows (`P24M`); a lower guardrail can only tighten"
        },
        {
            PolicyFiles.France, "recipientRetention: P12M",
            "consentStaleness: PT10M",
            "@:11:3: SGP040: `consentStaleness: PT10M` is longer than guardrail.yaml:18:3 allows (`PT5M`); a lower guardrail can only tighten"
        },
        {
            PolicyFiles.France, "freeWithin: [loc:FR, loc:BE]",
            "freeWithin: [loc:FR, loc:US]",
            "@:9:3: SGP040: `freeWithin` holds `loc:US`, which guardrail.yaml:12:3 does not; a lower guardrail can only tighten"
        },
        {
            PolicyFiles.France, "freeWithin: [loc:FR, loc:BE]",
            "elsewhereNeeds: [eu-gdpr:A46-2-c, eu-gdpr:A49-1-a]",
            "@:9:3: SGP040: `elsewhereNeeds` holds `eu-gdpr:A49-1-a`, which guardrail.yaml:13:3 does not; a lower guardrail can only tighten"
        },
        {
            PolicyFiles.France, "[mask, pseudonymise]",
            "[mask, reveal]",
            "@:7:3: SGP040: `reveal` for `pd:EmailAddress` is looser than guardrail.yaml:9:3 allows; a lower guardrail can only tighten"
        },
        {
            PolicyFiles.France, "[eu-gdpr:A6-1-a-explicit-consent]",
            "[eu-gdpr:A6-1-a, eu-gdpr:A6-1-f]",
            "@:5:3: SGP040: `eu-gdpr:A6-1-f` for `dpv:DirectMarketing` is looser than guardrail.yaml:6:3 allows; a lower guardrail can only tighten"
        },
        {
            PolicyFiles.France, "dpv:DirectMarketing:",
            "dpv:DirectMarketingg:",
            "@:5:3: SGP020: unknown purpose `dpv:DirectMarketingg`; did you mean `dpv:DirectMarketing`?"
        },
        {
            PolicyFiles.France, "[mask, pseudonymise]",
            "[mask, mask]",
            "@:7:27: SGP004: `mask` stands twice in `pd:EmailAddress`"
        },
        {
            PolicyFiles.France, "[mask, pseudonymise]",
            "[hide]",
            "@:7:21: SGP025: unknown transform `hide`"
        },
        {
            PolicyFiles.France, "maximum:",
            "maximum:\n  recipientRetension: P1M",
            "@:11:3: SGP010: unknown key `recipientRetension`; did you mean `recipientRetention`?"
        },
        {
            PolicyFiles.France, "freeWithin: [loc:FR, loc:BE]",
            "freewithin: [loc:FR]",
            "@:9:3: SGP010: unknown key `freewithin`; did you mean `freeWithin`?"
        },
        {
            PolicyFiles.Group, "version: 7",
            "version: 7\nminimumGroup: none",
            "@:4:15: SGP013: wrong value `none`; expected a whole number from 2 to 1000000"
        },
        {
            PolicyFiles.Group, "elsewhereNeeds: [eu-gdpr:A46-2-b,",
            "elsewhereNeeds: [eu-gdpr:A45-4,",
            "@:13:20: SGP020: unknown transfer tool `eu-gdpr:A45-4`; did you mean `eu-gdpr:A45-3`?"
        },
        {
            PolicyFiles.Group, "freeWithin: loc:EEA30",
            "freeWithin: loc:EU28",
            "@:12:15: SGP007: `loc:EU28` is not supported yet; the vocabulary names the group and not its countries: write the countries, `loc:EEA30` or `loc:EU27`"
        },
        {
            PolicyFiles.Group, "freeWithin: loc:EEA30",
            "freeWithin: loc:EEA",
            "@:12:15: SGP007: `loc:EEA` is not supported yet; the vocabulary names the group and not its countries: write the countries, `loc:EEA30` or `loc:EU27`"
        },
        {
            PolicyFiles.Group, "freeWithin: loc:EEA30",
            "freeWithin: loc:EEA3",
            "@:12:15: SGP020: unknown country or group of countries `loc:EEA3`; did you mean `loc:EEA`?"
        },
        {
            PolicyFiles.Group, "\n  agreementLength: P12M",
            "",
            "@:15:3: SGP011: key `agreementLength` is missing"
        },
        {
            PolicyFiles.Group, "forbidPurposes: [dpv:SellDataToThirdParties, dpv:PublicRelations]",
            "forbidPurposes: []",
            "@:4:17: SGP012: `forbidPurposes` takes a list, got an empty one"
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_spoilt_guardrail_gives_exactly_these_findings(string file, string from, string to, string findings)
    {
        using var files = new PolicyFiles();
        files.Edit(file, from, to);

        Assert.Equal(findings.Replace("@:", file + ":", StringComparison.Ordinal).Split('\n'), files.Findings());
    }
}
