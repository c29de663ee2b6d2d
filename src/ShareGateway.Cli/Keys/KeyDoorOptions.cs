using System.CommandLine;

namespace ShareGateway.Cli.Keys;

/// <summary>How the keys are reached: through the gateway that runs on them, or in the data folder of one that does not.</summary>
internal sealed class KeyDoorOptions
{
    private readonly Option<string?> _gateway = new("--gateway") { Description = "Address of a running gateway's management listener, such as http://127.0.0.1:8081." };
    private readonly Option<string?> _token = new("--token-file") { Description = "File with your access token for the management listener." };
    private readonly Option<string?> _data = new("--data") { Description = "Data folder of a gateway that does not run on this machine now." };
    private readonly Option<string?> _certificate = new("--certificate") { Description = "PKCS#12 file that wraps the folder's key ring." };
    private readonly Option<string?> _password = new("--password-file") { Description = "File with the PKCS#12 file's password." };
    private readonly Option<bool> _unprotected = new("--unprotected-ring") { Description = "The key ring is not wrapped: for development only." };
    private readonly Option<string?> _name = new("--name") { Description = "The gateway's name; needed when its audit log has no checkpoint yet." };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _gateway, _token, _data, _certificate, _password, _unprotected, _name })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The door that was named, or what is wrong with how it was named.</summary>
    public IKeyDoor? Open(ParseResult parsed, TimeProvider clock, out string problem)
    {
        problem = "";
        if (TryOpenGateway(parsed, out var gateway, ref problem))
        {
            return gateway;
        }

        string? data = parsed.GetValue(_data);
        string? certificate = parsed.GetValue(_certificate);
        if (problem.Length > 0 || data is null)
        {
            problem = problem.Length > 0 ? problem : "expected `--gateway URL --token-file FILE` for a gateway that runs, or `--data DIR --certificate FILE` for one that does not";
            return null;
        }

        if (!Directory.Exists(data))
        {
            problem = $"there is no folder `{data}`";
            return null;
        }

        if (certificate is null != parsed.GetValue(_unprotected))
        {
            problem = "expected `--certificate FILE`, or `--unprotected-ring` for development";
            return null;
        }

        return new KeyFolderDoor(data, certificate, ReadText(parsed.GetValue(_password)), parsed.GetValue(_name), clock);
    }

    /// <summary>The gateway that was named; null and a problem when one was, but not as it should be.</summary>
    public bool TryOpenGateway(ParseResult parsed, out GatewayDoor? door, ref string problem)
    {
        (door, string? url) = (null, parsed.GetValue(_gateway));
        if (url is null)
        {
            return false;
        }

        string? file = parsed.GetValue(_token);
        if (!ServerAddress.TryParse(url, out var address) || file is null || !File.Exists(file))
        {
            problem = "expected `--gateway` to be an address such as http://127.0.0.1:8081, and `--token-file` a file with an access token";
            return false;
        }

        door = new GatewayDoor(address, ReadText(file));
        return true;
    }

    private static string ReadText(string? file) => file is null ? "" : File.ReadAllText(file).Trim();
}
