using System.CommandLine;

namespace ShareGateway.Cli.Policies;

/// <summary><c>sharegateway policy …</c>: what people do with a policy folder. No command needs a key, a gateway or a network.</summary>
internal static class PolicyCommand
{
    public static Command Create(Terminal terminal) => new("policy", "Check a policy folder, test it, and foresee what a change does.")
    {
        PolicyCheckCommand.Create(terminal),
        PolicyTestCommand.Create(terminal),
        PolicyExplainCommand.Create(terminal),
        PolicyDiffCommand.Create(terminal),
        PolicyImpactCommand.Create(terminal),
        PolicySentenceCommand.Create(terminal),
        PolicyNewCommand.Create(terminal),
        PolicySchemasCommand.Create(terminal),
    };

    /// <summary>The policy folder that most commands take.</summary>
    public static Argument<string> FolderArgument() => new("DIR")
    {
        Description = "The group's policy folder.",
        DefaultValueFactory = _ => "policies",
    };
}
