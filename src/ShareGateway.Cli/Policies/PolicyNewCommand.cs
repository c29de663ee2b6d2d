using System.Collections.Immutable;
using System.CommandLine;
using ShareGateway.Policy;
using ShareGateway.Policy.Drafting;
using ShareGateway.Policy.Loading;
using ShareGateway.Sharing.Trials;

namespace ShareGateway.Cli.Policies;

/// <summary>
/// <c>sharegateway policy new agreement|recipient|contract [DIR]</c>: asks, and writes a file that has no findings. Answers come from the
/// terminal or, line by line, from a pipe.
/// </summary>
internal static class PolicyNewCommand
{
    public static Command Create(Terminal terminal) => new("new", "Write a new policy file by answering questions.")
    {
        Kind(terminal, "agreement", "What one recipient may have of one dataset for one purpose.", (set, ask) =>
            AgreementDrafting.Create(set, DateOnly.FromDateTime(terminal.Clock.GetUtcNow().UtcDateTime), ask)),
        Kind(terminal, "recipient", "A partner company.", RecipientDrafting.Create),
        Kind(terminal, "contract", "A dataset: its fields, and where it is served.", ContractDrafting.Create),
    };

    private static Command Kind(Terminal terminal, string name, string about, Func<PolicySet, Ask, DraftedFile?> draft)
    {
        var folder = PolicyCommand.FolderArgument();
        var command = new Command(name, about) { folder };
        command.SetAction(parsed => Run(terminal, parsed.GetRequiredValue(folder), draft));
        return command;
    }

    private static int Run(Terminal terminal, string folder, Func<PolicySet, Ask, DraftedFile?> draft)
    {
        if (!Directory.Exists(folder))
        {
            return terminal.Misused($"there is no folder `{folder}`; expected a policy folder");
        }

        var load = PolicyLoader.Load(folder);
        if (load.Set is not { } set)
        {
            terminal.Error.WriteLine("the policies have findings; a new file can be judged when they are gone");
            return FindingOutput.Write(terminal, load.Findings, "text", folder);
        }

        try
        {
            return draft(set, new Interview(terminal).Ask) is { } file
                ? Write(terminal, folder, file)
                : terminal.Misused("this scope sees no contract or no recipient yet: write those first");
        }
        catch (EndOfStreamException)
        {
            return terminal.Misused("the answers ended before the questions; nothing was written");
        }
    }

    private static int Write(Terminal terminal, string folder, DraftedFile file)
    {
        var findings = Foresee(folder, file);
        if (findings.Length > 0)
        {
            terminal.Error.WriteLine("nothing was written: the new file would have findings");
            return FindingOutput.Write(terminal, findings, "text", folder);
        }

        string path = Path.Combine(folder, file.File);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (var writer = new StreamWriter(new FileStream(path, FileMode.CreateNew)))
        {
            writer.Write(file.Text);
        }

        terminal.Output.WriteLine($"{path}: written; read it once more before you sign it");
        return ExitCodes.Good;
    }

    /// <summary>What the folder would say with the new file in it; tried on a copy, because a gateway may be watching the folder.</summary>
    private static ImmutableArray<Finding> Foresee(string folder, DraftedFile file)
    {
        using var copy = new PolicyFolderCopy(folder);
        copy.Write(file.File, file.Text);
        return PolicyLoader.Load(copy.Root).Findings;
    }
}
