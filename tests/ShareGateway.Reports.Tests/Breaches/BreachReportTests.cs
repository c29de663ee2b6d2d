using ShareGateway.Reports.Breaches;
using ShareGateway.Reports.Rendering;
using ShareGateway.Reports.Tests.Golden;

namespace ShareGateway.Reports.Tests.Breaches;

/// <summary>Each way to say what a breach concerns, on the log of the golden texts: five answers to two recipients on two days.</summary>
public sealed class BreachReportTests
{
    private const string Certificate = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static readonly DateTimeOffset Between = new(2026, 11, 4, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, BreachScope, int, int, int> Scopes => new()
    {
        { "nothing", new BreachScope(), 7, 12, 5 },
        { "recipient", new BreachScope { Recipient = "alpes-conseil" }, 2, 4, 2 },
        { "client", new BreachScope { Client = "galerie-lumiere-client" }, 7, 8, 3 },
        { "certificate", new BreachScope { Certificate = Certificate }, 2, 4, 2 },
        { "certificate of another", new BreachScope { Certificate = Certificate, Recipient = "galerie-lumiere" }, 0, 0, 0 },
        { "dataset", new BreachScope { Dataset = "customers" }, 3, 6, 3 },
        { "major version", new BreachScope { Dataset = "customers@1" }, 3, 6, 3 },
        { "version", new BreachScope { Dataset = "customers@1.3.0" }, 3, 6, 3 },
        { "another version", new BreachScope { Dataset = "customers@11" }, 0, 0, 0 },
        { "agreement", new BreachScope { Agreement = "galerie-lumiere-newsletter" }, 2, 2, 1 },
        { "policy set", new BreachScope { PolicySet = "sha256:c0ffee" }, 7, 12, 5 },
        { "another policy set", new BreachScope { PolicySet = "sha256:c0ffee'--" }, 0, 0, 0 },
        { "key epoch", new BreachScope { KeyEpoch = 1 }, 7, 12, 5 },
        { "another key epoch", new BreachScope { KeyEpoch = 2 }, 0, 0, 0 },
        { "since", new BreachScope { Since = Between }, 2, 4, 2 },
        { "before", new BreachScope { Before = Between }, 6, 8, 3 },
        { "at the moment itself", new BreachScope { Since = new DateTimeOffset(2026, 11, 4, 12, 15, 0, TimeSpan.Zero) }, 2, 4, 2 },
        { "before the moment itself", new BreachScope { Since = Between, Before = new DateTimeOffset(2026, 11, 4, 13, 15, 0, TimeSpan.FromHours(1)) }, 0, 0, 0 },
    };

    [Fact]
    public async Task A_breach_counts_what_meets_every_condition()
    {
        using var site = await GoldenSite.OpenAsync();
        Assert.All(Scopes, row =>
        {
            var (name, scope, people, records, answers) = row.Data;
            var totals = site.Breach(scope).Blocks.OfType<FactsBlock>().Single(block => block.Key == "totals").Facts.ToDictionary(fact => fact.Key, fact => fact.Value.Raw, StringComparer.Ordinal);

            Assert.Equal($"{name}: {people} {records} {answers}", $"{name}: {totals["people"]} {totals["records"]} {totals["answers"]}");
        });
    }

    [Fact]
    public async Task The_hours_to_notify_count_from_the_moment_of_becoming_aware()
    {
        using var site = await GoldenSite.OpenAsync();

        var clock = site.Breach(new BreachScope { AwareAt = new DateTimeOffset(2026, 11, 29, 10, 0, 0, TimeSpan.FromHours(1)) }).Blocks.OfType<FactsBlock>().Single(block => block.Key == "clock");

        Assert.Equal(["2026-11-29T09:00:00.000000Z", "72", "2026-12-02T09:00:00.000000Z"], clock.Facts.Select(fact => fact.Value.Raw));
    }

    [Theory]
    [InlineData("alpes-conseil", "yes")] // a country in clear
    [InlineData("nobody", "no")]
    public async Task Whether_the_holder_understands_the_data_is_said(string recipient, string expected)
    {
        using var site = await GoldenSite.OpenAsync();

        var totals = site.Breach(new BreachScope { Recipient = recipient }).Blocks.OfType<FactsBlock>().Single(block => block.Key == "totals");

        Assert.Equal(expected, totals.Facts.Single(fact => fact.Key == "intelligible").Value.Raw);
    }

    [Fact]
    public async Task A_certificate_that_no_recipient_has_is_an_error()
    {
        using var site = await GoldenSite.OpenAsync();

        Assert.Throws<InvalidDataException>(() => site.Breach(new BreachScope { Certificate = new string('0', 64) }));
    }
}
