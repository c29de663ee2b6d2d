using System.CommandLine;
using System.Globalization;
using System.Text;
using ShareGateway.Policy.Schemas;

namespace ShareGateway.Cli.Policies;

/// <summary><c>sharegateway policy schemas [DIR]</c>: writes the JSON Schemas that editors complete and underline by.</summary>
internal static class PolicySchemasCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = PolicyCommand.FolderArgument();
        var command = new Command("schemas", $"Write the JSON Schemas for editors into `{PolicySchemas.Folder}` below a policy folder.") { folder };
        command.SetAction(parsed => Run(terminal, parsed.GetRequiredValue(folder)));
        return command;
    }

    private static int Run(Terminal terminal, string folder)
    {
        if (!Directory.Exists(folder))
        {
            return terminal.Misused($"there is no folder `{folder}`; expected a policy folder");
        }

        try
        {
            string target = Directory.CreateDirectory(Path.Combine(folder, PolicySchemas.Folder)).FullName;
            foreach (var (file, text) in PolicySchemas.All)
            {
                File.WriteAllText(Path.Combine(target, file), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            }

            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{PolicySchemas.All.Count} schemas in {target}"));
            return ExitCodes.Good;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return terminal.Misused($"the schemas cannot be written: {e.Message}");
        }
    }
}
