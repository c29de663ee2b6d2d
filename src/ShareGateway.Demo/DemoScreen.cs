using System.Globalization;
using ShareGateway.Demo.Hosting;
using ShareGateway.Demo.Upstream;
using ShareGateway.Policy;
using Spectre.Console;

namespace ShareGateway.Demo;

/// <summary>What the demo shows: progress, what runs where, and for each recipient a line to paste.</summary>
internal static class DemoScreen
{
    public static async Task SeedAsync(DemoSite site, CancellationToken stop)
    {
        if (!AnsiConsole.Profile.Capabilities.Interactive)
        {
            await ConsentSeed.PostAsync(site, _ => { }, stop);
            return;
        }

        var expected = DemoConsent.Events(site.Options.People).LongCount();
        await AnsiConsole.Progress().StartAsync(async progress =>
        {
            var task = progress.AddTask("consents of the retailer's people", maxValue: expected);
            await ConsentSeed.PostAsync(site, posted => task.Value = posted, stop);
            task.Value = expected;
        });
    }

    public static void Show(DemoSite site, string file)
    {
        AnsiConsole.WriteLine();
        var table = new Table().Border(TableBorder.Rounded).AddColumns("what", "where");
        table.AddRow("gateway, for partners", Plain(site.Gateway));
        table.AddRow("gateway, management", $"{Plain(site.Management)}/health/ready  /metrics");
        table.AddRow(string.Create(CultureInfo.InvariantCulture, $"the retailer's internal API ({site.Options.People:N0} people)"), Plain(site.Upstream));
        table.AddRow("policies", Markup.Escape(site.Options.Policies));
        table.AddRow("keys, log, consent", Markup.Escape(site.Options.Data));
        table.AddRow("addresses and tokens", Markup.Escape(file));
        AnsiConsole.Write(table);
        foreach (var recipient in site.Policies.Recipients)
        {
            ShowRecipient(site, recipient);
        }

        AnsiConsole.MarkupLine("\n[bold]Take a person out[/] (withdraw a consent; the next answer is without them)");
        WriteLong(Withdrawal(site));
        AnsiConsole.MarkupLine("\n[bold]Check the audit log[/] (in another terminal)");
        WriteLong($"dotnet run --project src/ShareGateway.Cli -- audit verify {Path.Combine(site.Options.Data, "gateway", "audit")}");
        AnsiConsole.WriteLine("\nrunning; Ctrl-C stops it");
    }

    private static void ShowRecipient(DemoSite site, Recipient recipient)
    {
        AnsiConsole.MarkupLine($"\n[bold]{Markup.Escape(recipient.LegalName)}[/] ({Markup.Escape(recipient.Id)}, {Markup.Escape(recipient.Country.Split(':')[^1])})");
        foreach (var plan in site.Policies.PlansOf(recipient.Id).Take(1))
        {
            if (RefusalOf(site, plan) is { } reason)
            {
                AnsiConsole.MarkupLine($"[dim]is refused, as the policies want it: {reason}[/]");
            }

            WriteLong(
                $"curl -s '{Plain(site.Gateway)}/v1/datasets/{plan.Contract.Id}?limit=3' -H 'Sharing-Purpose: {plan.Purpose}' -H 'Authorization: Bearer {site.TokenFor(recipient)}'");
        }
    }

    private static string? RefusalOf(DemoSite site, SharePlan plan)
    {
        var request = new ShareRequest(plan.Recipient.Id, plan.Contract.Id, plan.Purpose);
        var decision = Decisions.Decide(site.Policies, request, TimeProvider.System.GetUtcNow(), TimeSpan.Zero);
        return decision.Permits(out _) ? null : RefusalReasons.Code(decision.Reason);
    }

    private static string Withdrawal(DemoSite site) =>
        $"curl -s '{Plain(site.Management)}/v1/consent-events' -H 'Content-Type: application/json' -H 'Authorization: Bearer {site.ConsentToken()}' "
        + "-d '{\"events\":[{\"eventId\":\"my-first-withdrawal\",\"controller\":\"fr/maison-nord\",\"scheme\":\"customer-number\",\"id\":\"C-0000001\","
        + "\"purpose\":\"dpv:DirectMarketing\",\"recipient\":\"galerie-lumiere\",\"state\":\"dpv:ConsentWithdrawn\","
        + $"\"at\":\"{TimeProvider.System.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}\",\"noticeVersion\":\"2026-10\",\"source\":\"demo\"}}]}}'";

    /// <summary>Past the table: a line that is pasted must not be wrapped.</summary>
    private static void WriteLong(string line) => Console.Out.WriteLine(line);

    private static string Plain(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
