using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ShareGateway.Cli.Keys;

/// <summary><c>sharegateway reidentify</c>: two data protection officers lead stand-ins back to people, through a running gateway.</summary>
internal static class ReidentifyCommand
{
    private const string Path = "/v1/reidentifications";

    public static Command Create(Terminal terminal) => new("reidentify", "Lead pseudonyms back to people: one data protection officer asks, another approves.")
    {
        Request(terminal), Show(terminal), Approve(terminal), Result(terminal),
    };

    private static Command Request(Terminal terminal)
    {
        var list = List();
        return Sending(terminal, new Command("request", "Ask; answers with the request's id and the hash of the list.") { list }, parsed =>
            (HttpMethod.Post, Path, File.ReadAllText(parsed.GetRequiredValue(list))));
    }

    private static Command Show(Terminal terminal)
    {
        var id = Id();
        return Sending(terminal, new Command("show", "Show a request: who asked, why, and for which list.") { id }, parsed =>
            (HttpMethod.Get, $"{Path}/{Name(parsed.GetRequiredValue(id))}", null));
    }

    private static Command Approve(Terminal terminal)
    {
        var id = Id();
        var hash = new Option<string>("--list-sha256") { Description = "Hash of the list that you have seen, as the request's answer gave it.", Required = true };
        return Sending(terminal, new Command("approve", "Approve somebody else's request; answers with the capability, good for 15 minutes.") { id, hash }, parsed =>
            (HttpMethod.Post, $"{Path}/{Name(parsed.GetRequiredValue(id))}/approval", new JsonObject { ["listSha256"] = parsed.GetRequiredValue(hash) }.ToJsonString()));
    }

    private static Command Result(Terminal terminal)
    {
        var id = Id();
        var list = List();
        var capability = new Option<string>("--capability-file") { Description = "File with the capability that the approval gave.", Required = true };
        return Sending(terminal, new Command("result", "Get the result of your own request, once.") { id, list, capability }, parsed =>
        {
            var body = new JsonObject
            {
                ["capability"] = File.ReadAllText(parsed.GetRequiredValue(capability)).Trim(),
                ["list"] = JsonNode.Parse(File.ReadAllText(parsed.GetRequiredValue(list))),
            };
            return (HttpMethod.Post, $"{Path}/{Name(parsed.GetRequiredValue(id))}/result", body.ToJsonString());
        });
    }

    private static Argument<string> Id() => new("ID") { Description = "The request's id." };

    private static Argument<string> List() => new("FILE")
    {
        Description = "JSON file with `case`, `ground`, `agreement`, `field`, `values`, `candidates`, and, where needed, `epoch` and `disclosure`. For a notice (ground `recipient-notice`): one candidate and no values.",
    };

    /// <summary>It becomes a part of the address.</summary>
    private static string Name(string id) => id.All(char.IsAsciiLetterOrDigit) ? id : throw new DoorShutException($"`{id}` is no id of a request");

    private static Command Sending(Terminal terminal, Command command, Func<ParseResult, (HttpMethod Method, string Path, string? Body)> request)
    {
        var doors = new KeyDoorOptions();
        doors.AddTo(command);
        command.SetAction((parsed, stop) => KeyOutput.GuardAsync(terminal, async () =>
        {
            string problem = "expected `--gateway URL` and `--token-file FILE`: only a running gateway has what this needs";
            if (!doors.TryOpenGateway(parsed, out var gateway, ref problem))
            {
                return terminal.Misused(problem);
            }

            var (method, path, body) = request(parsed);
            var (status, answer) = await gateway!.SendAsync(method, path, body, stop);
            terminal.WriteJson(JsonSerializer.Deserialize<JsonElement>(answer));
            return status is 200 or 201 ? ExitCodes.Good : ExitCodes.Findings;
        }));
        return command;
    }
}
