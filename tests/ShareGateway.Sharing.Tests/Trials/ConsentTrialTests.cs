namespace ShareGateway.Sharing.Tests.Trials;

/// <summary>Invented consents count in a trial as real ones do in the gateway.</summary>
public sealed class ConsentTrialTests
{
    private const string Given = "{state: given, purpose: dpv:DirectMarketing, recipient: galerie-lumiere, at: 2026-10-02}";

    [Theory]
    [InlineData("given", true)]
    [InlineData("renewed", true)]
    [InlineData("refused", false)]
    [InlineData("withdrawn", false)]
    [InlineData("expired", false)]
    [InlineData("revoked", false)]
    [InlineData("invalidated", false)]
    [InlineData("requested", false)]
    [InlineData("deferred", false)]
    public Task Only_two_states_let_anything_pass(string state, bool passes) =>
        Check($"{{state: {state}, purpose: dpv:DirectMarketing, recipient: galerie-lumiere, at: 2026-11-01}}", passes);

    [Theory]
    [InlineData("{state: given, purpose: dpv:DirectMarketing, recipient: galerie-lumiere, at: 2025-11-28T10:00:00Z}", true)] // 360 days
    [InlineData("{state: given, purpose: dpv:DirectMarketing, recipient: galerie-lumiere, at: 2025-11-28T09:59:59Z}", false)]
    [InlineData("{state: given, purpose: dpv:DirectMarketing, recipient: galerie-lumiere, at: 2026-10-02, until: 2026-11-23T10:00:01Z}", true)]
    [InlineData("{state: given, purpose: dpv:DirectMarketing, recipient: galerie-lumiere, at: 2026-10-02, until: 2026-11-23T10:00:00Z}", false)]
    [InlineData("{state: given, purpose: dpv:DirectMarketing, recipient: galerie-lumiere, at: 2026-11-24}", false)]
    [InlineData("{state: given, purpose: dpv:DirectMarketing, recipient: banque-horizon, at: 2026-10-02}", false)]
    [InlineData("{state: given, purpose: dpv:DirectMarketing, at: 2026-10-02}", false)]
    [InlineData("{state: given, purpose: dpv:Marketing, recipient: galerie-lumiere, at: 2026-10-02}", false)]
    public Task Age_end_recipient_and_purpose_of_a_consent_count(string consent, bool passes) => Check(consent, passes);

    [Theory]
    [InlineData(Given + "\n      - {state: withdrawn, purpose: dpv:DirectMarketing, recipient: galerie-lumiere, at: 2026-11-01}", false)]
    [InlineData(Given + "\n      - {state: withdrawn, purpose: dpv:DirectMarketing, at: 2026-11-01}", false)]
    [InlineData(Given + "\n      - {state: withdrawn, purpose: dpv:DirectMarketing, recipient: galerie-lumiere, at: 2026-09-01}", true)]
    public Task What_takes_away_later_counts(string consents, bool passes) => Check(consents, passes);

    private static async Task Check(string consents, bool passes)
    {
        string sample = TrialFolder.Sample.Replace(Given, consents, StringComparison.Ordinal);
        Assert.True(consents == Given || sample != TrialFolder.Sample);
        using var folder = TrialFolder.Of($"    expect: {{status: shared, people: [{(passes ? "Anna" : "")}]}}\n", sample);

        var report = await folder.RunAsync();

        Assert.Equal([], Assert.Single(report.Results).Differences);
    }
}
