using ShareGateway.Sharing.Trials;

namespace ShareGateway.Sharing.Tests.Trials;

/// <summary>What is expected is held against what comes, and nothing passes by default.</summary>
public sealed class ExpectationTests
{
    private const string Shared = "    expect: {status: shared, people: [Anna], ";

    private const string Exactly = """
            expect:
              status: shared
              records:
                - customer_id: {is: pseudonym}
                  first_name: A********
                  email: =a******************
                  loyalty_level: gold
                  tags: [garden, books]

        """;

    [Theory]
    [InlineData("    expect: {status: shared, people: [Anna]}\n")]
    [InlineData(Shared + "rows: 1, fields: {customer_id: {is: pseudonym}, last_name: {is: absent}, \"tags[]\": [garden, books]}}\n")]
    [InlineData(Shared + "fields: {loyalty_level: gold, first_name: A********}, neverContains: [nnabelle, C-1, Bruno]}\n")]
    [InlineData(Exactly)]
    public async Task What_comes_as_expected_passes(string expect)
    {
        using var folder = TrialFolder.Of(expect);

        var report = await folder.RunAsync();

        Assert.Equal([], Assert.Single(report.Results).Differences);
        Assert.True(report.Passed);
    }

    [Theory]
    [InlineData("", "status: expected refused, actual shared, under `galerie-lumiere-newsletter`")]
    [InlineData("    expect: {status: refused}\n", "status: expected refused, actual shared, under `galerie-lumiere-newsletter`")]
    [InlineData("    expect: {status: shared, people: []}\n", "people: expected nobody, actual Anna")]
    [InlineData("    expect: {status: shared, people: [Anna, Bruno]}\n", "people: expected Anna, Bruno, actual Anna")]
    [InlineData(Shared + "rows: 2}\n", "rows: expected 2, actual 1")]
    [InlineData(Shared + "fields: {loyalty_level: silver}}\n", "loyalty_level: expected silver, actual \"gold\"")]
    [InlineData(Shared + "fields: {loyalty_level: null}}\n", "loyalty_level: expected null, actual \"gold\"")]
    [InlineData(Shared + "fields: {loyalty_level: {is: absent}}}\n", "loyalty_level: expected nothing, actual \"gold\"")]
    [InlineData(Shared + "fields: {loyalty_level: {is: pseudonym}}}\n", "loyalty_level: expected a pseudonym, actual \"gold\"")]
    [InlineData(Shared + "fields: {loyalty_level: [gold, gold]}}\n", "loyalty_level: expected gold, gold, actual \"gold\"")]
    [InlineData(Shared + "fields: {\"tags[]\": garden}}\n", "tags[]: expected garden, actual \"garden\", \"books\"")]
    [InlineData(Shared + "fields: {\"tags[]\": [books, garden]}}\n", "tags[]: expected books, garden, actual \"garden\", \"books\"")]
    [InlineData(Shared + "fields: {last_name: x}}\n", "last_name: expected x, actual nothing")]
    [InlineData(Shared + "neverContains: [gold, C-2]}\n", "answer: expected never contains `gold`, actual contains it")]
    [InlineData("    expect: {status: shared, records: []}\n", "record 1: expected no more records, actual one with 6 value(s)")]
    public async Task What_comes_otherwise_fails_with_both_sides(string expect, string difference)
    {
        using var folder = TrialFolder.Of(expect);

        var report = await folder.RunAsync();

        Assert.Equal([difference], Assert.Single(report.Results).Differences.Select(Show));
        Assert.False(report.Passed);
    }

    [Theory]
    [InlineData("loyalty_level: gold", "loyalty_level: silver", "record 1, loyalty_level: expected silver, actual \"gold\"")]
    [InlineData("          first_name: A********\n", "", "record 1, first_name: expected nothing, actual \"A********\"")]
    [InlineData("loyalty_level: gold", "loyalty_level: gold\n          last_name: V", "record 1, last_name: expected V, actual nothing")]
    [InlineData("[garden, books]", "[garden]", "record 1, tags[1]: expected nothing, actual \"books\"")]
    [InlineData("[garden, books]", "[garden, books, wine]", "record 1, tags[2]: expected wine, actual nothing")]
    [InlineData("{is: pseudonym}", "C-1", "record 1, customer_id: expected C-1")]
    public async Task A_record_must_come_whole_and_with_nothing_more(string from, string to, string difference)
    {
        using var folder = TrialFolder.Of(Exactly.Replace(from, to, StringComparison.Ordinal));

        var result = Assert.Single((await folder.RunAsync()).Results);

        Assert.StartsWith(difference, Show(Assert.Single(result.Differences)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "purpose: dpv:Marketing", true)]
    [InlineData("    expect: {status: refused, reason: purpose-not-agreed}\n", "purpose: dpv:Marketing", true)]
    [InlineData("    expect: {status: refused, reason: no-agreement}\n", "purpose: dpv:Marketing", false)]
    [InlineData("    expect: {status: shared, people: [Anna]}\n", "purpose: dpv:Marketing", false)]
    [InlineData("    format: csv\n    expect: {status: refused, reason: format-not-offered}\n", "purpose: dpv:DirectMarketing", true)]
    [InlineData("    consentKnowledgeAge: PT60S\n    expect: {status: shared, people: [Anna]}\n", "purpose: dpv:DirectMarketing", true)]
    [InlineData("    consentKnowledgeAge: PT61S\n    expect: {status: refused, reason: consent-knowledge-too-old}\n", "purpose: dpv:DirectMarketing", true)]
    [InlineData("    at: 2027-10-01\n    expect: {status: refused, reason: agreement-over}\n", "purpose: dpv:DirectMarketing", true)]
    public async Task A_refusal_passes_only_where_it_is_expected_and_for_its_reason(string expect, string purpose, bool passes)
    {
        using var folder = TrialFolder.Of(expect, TrialFolder.Sample.Replace("    purpose: dpv:DirectMarketing", "    " + purpose, StringComparison.Ordinal));

        Assert.Equal(passes, (await folder.RunAsync()).Passed);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_neither_shared_nor_refused()
    {
        foreach (string expect in new[] { "", "    expect: {status: shared, people: [Anna]}\n" })
        {
            using var folder = TrialFolder.Of(expect, TrialFolder.Sample.Replace("first_name: Annabelle", "first_name: Annabelle, birth_date: soon", StringComparison.Ordinal));
            folder.Edit("fr/maison-nord/agreements/galerie-lumiere-newsletter.yaml", "  email:", "  birth_date: {do: generalise, to: year, onFailure: failRequest}\n  email:");

            var difference = Assert.Single(Assert.Single((await folder.RunAsync()).Results).Differences);

            Assert.StartsWith("broken: FieldUnfit", difference.Actual, StringComparison.Ordinal);
        }
    }

    private static string Show(TrialDifference difference) => $"{difference.What}: expected {difference.Expected}, actual {difference.Actual}";
}
