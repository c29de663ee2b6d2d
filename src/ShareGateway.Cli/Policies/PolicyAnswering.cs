using System.CommandLine;
using ShareGateway.Policy;
using ShareGateway.Policy.Loading;

namespace ShareGateway.Cli.Policies;

/// <summary>What commands have in common that answer a question about a policy folder.</summary>
internal static class PolicyAnswering
{
    public static Option<string> LanguageOption()
    {
        var option = new Option<string>("--lang") { Description = "Language of what is said to people: en or fr.", DefaultValueFactory = _ => "en" };
        option.AcceptOnlyFromAmong("en", "fr");
        return option;
    }

    public static Language LanguageOf(string code) => code == "fr" ? Language.French : Language.English;

    /// <summary>Answers from the folder's set. A folder with findings gets them instead, and exit code 1: nothing is said from half a folder.</summary>
    public static int Answer(Terminal terminal, string folder, string form, Func<PolicySet, int> answer)
    {
        if (!Directory.Exists(folder))
        {
            return terminal.Misused($"there is no folder `{folder}`; expected a policy folder");
        }

        var load = PolicyLoader.Load(folder);
        return load.Set is { } set ? answer(set) : FindingOutput.Write(terminal, load.Findings, form, folder);
    }
}
