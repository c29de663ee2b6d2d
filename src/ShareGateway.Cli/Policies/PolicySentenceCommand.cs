using System.CommandLine;
using ShareGateway.Policy;
using ShareGateway.Policy.Explaining;
using ShareGateway.Policy.Sentences;

namespace ShareGateway.Cli.Policies;

/// <summary><c>sharegateway policy sentence ID [DIR]</c>: an agreement said back in one sentence.</summary>
internal static class PolicySentenceCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "The agreement's id." };
        var folder = PolicyCommand.FolderArgument();
        var language = PolicyAnswering.LanguageOption();
        var output = SharegatewayCommand.OutputOption();
        var command = new Command("sentence", "Say an agreement back in one sentence: what the data protection officer signs.") { id, folder, language, output };
        command.SetAction(parsed =>
        {
            string form = parsed.GetRequiredValue(output);
            var spoken = PolicyAnswering.LanguageOf(parsed.GetRequiredValue(language));
            return PolicyAnswering.Answer(
                terminal, parsed.GetRequiredValue(folder), form, set => Run(terminal, set, parsed.GetRequiredValue(id), spoken, form));
        });
        return command;
    }

    private static int Run(Terminal terminal, PolicySet set, string id, Language language, string form)
    {
        if (UnknownNames.Agreement(set, id) is { } unknown)
        {
            return terminal.Misused(unknown);
        }

        var plan = set.Plans.Single(plan => plan.AgreementId == id);
        string sentence = AgreementSentence.Of(plan, language);
        if (form == "json")
        {
            terminal.WriteJson(new { agreement = id, version = plan.AgreementVersion, sentence, policyHash = set.Hash });
        }
        else
        {
            terminal.Output.WriteLine(sentence);
        }

        return ExitCodes.Good;
    }
}
