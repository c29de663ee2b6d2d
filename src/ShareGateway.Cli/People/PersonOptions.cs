using System.CommandLine;

namespace ShareGateway.Cli.People;

/// <summary>How a person is named on a command line, and how the gateway is asked for their keys.</summary>
internal sealed class PersonOptions
{
    private readonly Option<string?> _id = new("--id") { Description = "The person's id. It goes to the gateway and is kept nowhere." };
    private readonly Option<string?> _scheme = new("--scheme") { Description = "Scheme of the id, as in the contracts, such as customer-number." };
    private readonly Option<string?> _controller = new("--controller") { Description = "Scope that owns the person's data. Without it, every controller that has the scheme is asked for." };
    private readonly Option<string?> _gateway = new("--gateway") { Description = "Management address of the gateway, such as http://127.0.0.1:8081." };
    private readonly Option<string?> _tokenFile = new("--token-file") { Description = "File with your access token; you need the role dpo." };
    private readonly Option<string[]> _keys = new("--subject-key") { Description = "A subject key of 32 hex digits instead of an id; may be given several times." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _id, _scheme, _controller, _gateway, _tokenFile, _keys })
        {
            command.Add(option);
        }
    }

    /// <summary>What the reader of a report sees of the question: what was typed.</summary>
    public string Typed(ParseResult parsed) => parsed.GetValue(_id) is { } id ? $"{parsed.GetValue(_scheme)} {id}" : string.Join(", ", parsed.GetValue(_keys) ?? []);

    /// <summary>The id that was typed; empty when keys were given.</summary>
    public string Id(ParseResult parsed) => parsed.GetValue(_id) ?? "";

    /// <summary>The person's keys, or what is wrong with the call.</summary>
    public async Task<(IReadOnlyList<PersonKeys>? Keys, string Problem)> FindAsync(ParseResult parsed, CancellationToken stop)
    {
        string[] given = parsed.GetValue(_keys) ?? [];
        if (given.Length > 0)
        {
            return given.All(key => key.Length == 32 && key.All(char.IsAsciiHexDigit))
                ? ([new PersonKeys("", [.. given.Select(Convert.FromHexString)], [])], "")
                : (null, "expected `--subject-key` to be 32 hex digits");
        }

        if (parsed.GetValue(_id) is not { } id || parsed.GetValue(_scheme) is not { } scheme || parsed.GetValue(_gateway) is not { } gateway || parsed.GetValue(_tokenFile) is not { } tokenFile)
        {
            return (null, "expected `--id`, `--scheme`, `--gateway` and `--token-file`, or `--subject-key`");
        }

        return !ServerAddress.TryParse(gateway, out var address)
            ? (null, $"expected `--gateway` to be an address such as `http://127.0.0.1:8081`, got `{gateway}`")
            : await GatewayManagement.AskKeysAsync(address, tokenFile, scheme, id, parsed.GetValue(_controller), stop);
    }

    /// <summary>Address and token file, when both are given.</summary>
    public (Uri Address, string TokenFile)? Gateway(ParseResult parsed) =>
        parsed.GetValue(_gateway) is { } gateway && parsed.GetValue(_tokenFile) is { } file && ServerAddress.TryParse(gateway, out var address) ? (address, file) : null;
}
