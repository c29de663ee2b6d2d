using ShareGateway.Sharing.Trials;

namespace ShareGateway.Sharing.Tests.Trials;

public sealed class CoverageTests
{
    [Fact]
    public async Task A_passing_case_covers_the_fields_that_it_delivers_and_no_others()
    {
        using var folder = TrialFolder.Of("    expect: {status: shared, people: [Anna]}\n");

        var newsletter = Newsletter((await folder.RunAsync()).Coverage);

        Assert.Equal(["customer_id", "first_name", "email", "loyalty_level", "tags[]"], newsletter.Delivered);
        Assert.Equal(["address.city"], newsletter.Missing);
    }

    [Fact]
    public async Task A_failing_case_covers_nothing()
    {
        using var folder = TrialFolder.Of("    expect: {status: shared, people: [Bruno]}\n");

        var coverage = (await folder.RunAsync()).Coverage;

        Assert.Equal((0, 0), (coverage.Percent, coverage.Delivered));
        Assert.All(coverage.Agreements, agreement => Assert.Empty(agreement.Delivered));
        Assert.Empty(coverage.Reasons);
    }

    [Fact]
    public async Task A_field_that_is_dropped_needs_no_case()
    {
        using var folder = TrialFolder.Of("    expect: {status: shared, people: [Anna]}\n");
        folder.Edit("fr/maison-nord/agreements/galerie-lumiere-newsletter.yaml", "  address.city: {do: reveal, because: shop openings are announced by city}", "  address.city: {do: drop}");

        Assert.Empty(Newsletter((await folder.RunAsync()).Coverage).Missing);
    }

    [Fact]
    public async Task Without_a_test_nothing_is_proved()
    {
        using var folder = new TrialFolder(withTests: false);

        var report = await folder.RunAsync();

        Assert.Empty(report.Results);
        Assert.False(report.Passed);
    }

    private static AgreementCoverage Newsletter(TrialCoverage coverage) =>
        coverage.Agreements.Single(agreement => agreement.AgreementId == "galerie-lumiere-newsletter");
}
