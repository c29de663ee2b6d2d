using System.CommandLine;
using System.Globalization;

namespace ShareGateway.Demo;

/// <summary>The demo's command line.</summary>
internal static class DemoCommand
{
    private const int MinPeople = 10;
    private const int MaxPeople = 1_000_000;

    public static RootCommand Build(Func<DemoOptions, CancellationToken, Task<int>> run)
    {
        var data = new Option<string>("--data") { Description = "folder for keys, log and consent", DefaultValueFactory = _ => "demo-data" };
        var policies = new Option<string>("--policies") { Description = "policy folder", DefaultValueFactory = _ => NearestPolicies() };
        var gateway = Port("--gateway-port", "partners' listener", 8080);
        var management = Port("--management-port", "management listener", 8081);
        var upstream = Port("--upstream-port", "the retailer's internal API", 8082);
        var people = Number("--people", "people that the retailer knows", 5_000, MinPeople, MaxPeople);
        var command = new RootCommand("ShareGateway with a retailer's datasets, consents and partners, on this machine") { data, policies, gateway, management, upstream, people };
        command.SetAction((parsed, stop) => run(
            new(Path.GetFullPath(parsed.GetValue(data)!), parsed.GetValue(policies)!, parsed.GetValue(gateway), parsed.GetValue(management), parsed.GetValue(upstream), parsed.GetValue(people)),
            stop));
        return command;
    }

    private static Option<int> Port(string name, string description, int port) => Number(name, $"{description}; 0 takes a free port", port, 0, 65535);

    private static Option<int> Number(string name, string description, int usual, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            // The text, not the value: asking for the value of what is no number throws.
            if (result.Tokens is [var text] && !(int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most))
            {
                result.AddError($"`{name} {text.Value}` is not possible; expected a number from {least} to {most}");
            }
        });
        return option;
    }

    /// <summary>The repository's own folder when the demo runs from a checkout, so that an edit there is what the demo shows.</summary>
    private static string NearestPolicies()
    {
        foreach (var start in new[] { Environment.CurrentDirectory, AppContext.BaseDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var candidate = Path.Combine(folder.FullName, "policies");
                if (File.Exists(Path.Combine(candidate, "guardrail.yaml")))
                {
                    return candidate;
                }
            }
        }

        return "policies";
    }
}
