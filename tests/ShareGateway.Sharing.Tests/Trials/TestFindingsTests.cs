namespace ShareGateway.Sharing.Tests.Trials;

/// <summary>A test that names something unknown, or could prove nothing, does not load: it is never a pass.</summary>
public sealed class TestFindingsTests
{
    private const string Shared = "    expect: {status: shared, people: [Anna]}\n";

    [Theory]
    [InlineData("as: galerie-lumiere", "as: galerie-lumiere2", "SGP021: unknown recipient `galerie-lumiere2`; did you mean `galerie-lumiere`?")]
    [InlineData("    purpose: dpv:DirectMarketing", "    purpose: dpv:DirectMarkting", "SGP020: unknown purpose `dpv:DirectMarkting`; did you mean `dpv:DirectMarketing`?")]
    [InlineData("dataset: customers@1", "dataset: customers@2", "SGP022: unknown dataset `customers@2`; did you mean `customers@1`?")]
    [InlineData("  customers@1:", "  customer@1:", "SGP022: unknown dataset `customer@1`; did you mean `customers@1`?")]
    [InlineData("{status: shared, people: [Anna]}", "{status: shared, people: [Anne]}", "SGP013: unknown person `Anne`; did you mean `Anna`?")]
    [InlineData("{status: shared, people: [Anna]}", "{status: refused, reason: purpose-not-agred}", "SGP013: unknown reason `purpose-not-agred`; did you mean `purpose-not-agreed`?")]
    [InlineData("{status: shared, people: [Anna]}", "{status: shred}", "SGP013: wrong value `shred`; expected `shared` or `refused`")]
    [InlineData("{status: shared, people: [Anna]}", "{people: [Anna]}", "SGP011: key `status` is missing")]
    [InlineData("{status: shared, people: [Anna]}", "{status: refused, rows: 0}", "SGP010: unknown key `rows`")]
    [InlineData("{status: shared, people: [Anna]}", "{status: shared, peeple: [Anna], rows: 1}", "SGP010: unknown key `peeple`; did you mean `people`?")]
    [InlineData("people: [Anna]}", "people: [Anna], fields: {loyaltylevel: gold}}", "SGP023: contract `customers@1` has no field `loyaltylevel`; did you mean `loyalty_level`?")]
    [InlineData("people: [Anna]}", "people: [Anna], fields: {email: {is: masked}}}", "SGP013: wrong value `masked`; expected `pseudonym` or `absent`")]
    [InlineData("people: [Anna]}", "people: [Anna], records: [{mail: x}]}", "SGP023: contract `customers@1` has no field `mail`")]
    [InlineData("first_name: Annabelle", "firstname: Annabelle", "SGP023: contract `customers@1` has no field `firstname`; did you mean `first_name`?")]
    [InlineData("first_name: Annabelle", "first_name: [Annabelle]", "SGP012: `first_name` takes text, got a list")]
    [InlineData("first_name: Annabelle", "first_name: {is: Annabelle}", "SGP012: `first_name` takes text, got a map")]
    [InlineData("tags: [garden, books]", "tags: garden", "SGP012: `tags` takes a list, got text")]
    [InlineData("first_name: Annabelle", "address: Lille", "SGP012: `address` takes a map, got text")]
    [InlineData("state: given", "state: givn", "SGP013: unknown consent state `givn`; did you mean `given`?")]
    [InlineData("recipient: galerie-lumiere", "recipient: galerie-lumire", "SGP021: unknown recipient `galerie-lumire`; did you mean `galerie-lumiere`?")]
    [InlineData("at: 2026-10-02", "at: 2.10.2026", "SGP013: wrong value `2.10.2026`; expected a moment in UTC, such as `2026-11-23T10:00:00Z`, or a day, such as `2026-11-23`")]
    [InlineData("at: 2026-10-02", "at: 2026-10-02, until: 2026-10-01", "SGP054: `until: 2026-10-01` cannot be; only a consent that is given or renewed ends, and later than it began")]
    [InlineData("now: 2026-11-23T10:00:00Z", "now: 2026-11-23T10:00:00+01:00", "SGP013: wrong value `2026-11-23T10:00:00+01:00`; expected a moment in UTC, such as `2026-11-23T10:00:00Z`, or a day, such as `2026-11-23`")]
    [InlineData("customer-number: C-1", "customer-numbr: C-1", "SGP013: unknown numbering `customer-numbr`; did you mean `customer-number`?")]
    [InlineData("customer-number: C-2", "customer-number: C-1", "SGP015: `C-1` is `Anna` already; an id names one person")]
    [InlineData("customer_id: C-2", "customer_id: C-3", "SGP013: `customer_id: C-3` is nobody of this test; write them under `people` with `ids: {customer-number: …}`; without `consents`, they agreed to nothing")]
    [InlineData("people: [Anna]}", "rows: 1}", "SGP060: the expectation does not say whose records leave; write `people: [names]` or `records`")]
    [InlineData("people: [Anna]}", "people: [Anna], neverContains: [Anabelle]}", "SGP060: `Anabelle` stands in no record of this test; write a text that the upstream sends")]
    [InlineData("dataset: customers@1", "dataset: loyalty-purchases@2", "SGP060: nothing can be shared: this test has no records of `loyalty-purchases@2`; write some under `records`")]
    [InlineData("kind: PolicyTest", "kind: Test", "SGP006: kind `Test` does not belong here; expected `kind: PolicyTest` in this place")]
    [InlineData("title: A sample\n", "", "SGP011: key `title` is missing")]
    public void A_test_with_a_mistake_is_a_finding(string from, string to, string finding)
    {
        string text = TrialFolder.Sample + Shared;
        Assert.Contains(from, text, StringComparison.Ordinal);
        using var folder = TrialFolder.Of("", text.Replace(from, to, StringComparison.Ordinal));

        var findings = folder.Findings();

        Assert.All(findings, found => Assert.StartsWith(TrialFolder.TestFile + ":", found, StringComparison.Ordinal));
        Assert.Contains(findings, found => found.Contains(finding, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("file: fr/maison-nord/agreements/galerie.yaml", "replace: a", "SGP013: unknown policy file `fr/maison-nord/agreements/galerie.yaml`")]
    [InlineData("file: guardrail.yaml", "replace: \"\"", "SGP013: wrong value ``; expected the text that stands in the file")]
    [InlineData("file: fr/maison-nord/tests/sample.yaml", "replace: a", "SGP013: unknown policy file `fr/maison-nord/tests/sample.yaml`")]
    [InlineData("file: guardrail.yaml", "replace: a, expct: x", "SGP010: unknown key `expct`; did you mean `expect`?")]
    public void An_edit_with_a_mistake_is_a_finding(string file, string replace, string finding)
    {
        using var folder = TrialFolder.Of($"edits:\n  - {{name: an edit, {file}, {replace}, with: b, expect: SGP040}}\n");

        Assert.Contains(finding, Assert.Single(folder.Findings()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SGP999", "SGP013: unknown code `SGP999`")]
    [InlineData("refused", "SGP013: unknown code `refused`")]
    public void An_edit_names_a_code_that_exists(string code, string finding)
    {
        using var folder = TrialFolder.Of($"edits:\n  - {{name: an edit, file: guardrail.yaml, replace: a, with: b, expect: {code}}}\n");

        Assert.Contains(finding, Assert.Single(folder.Findings()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_without_a_case_proves_nothing()
    {
        using var folder = TrialFolder.Of("", "kind: PolicyTest\ntitle: empty\nnow: 2026-11-23\n");

        Assert.Equal([$"{TrialFolder.TestFile}:1:1: SGP060: the test has no case; write `cases` or `edits`"], folder.Findings());
    }

    [Fact]
    public void Records_of_two_controllers_leave_open_to_whom_consent_was_given()
    {
        string text = TrialFolder.Sample.Replace("cases:", "  web-visits@1:\n    - {visit_id: V-1}\ncases:", StringComparison.Ordinal);
        using var folder = TrialFolder.Of(Shared, text);

        Assert.Contains("the records belong to `fr/maison-nord` and `fr/atelier-sud`", Assert.Single(folder.Findings()), StringComparison.Ordinal);
    }

    [Fact]
    public void What_names_a_broken_file_needs_no_finding_of_its_own()
    {
        using var folder = TrialFolder.Of(Shared);
        folder.Write("fr/maison-nord/contracts/customers.yaml", "a: [");

        Assert.All(folder.Findings(), found => Assert.DoesNotContain("unknown dataset", found, StringComparison.Ordinal));
    }
}
