using System.CommandLine;
using ShareGateway.Audit.Checkpoints;

namespace ShareGateway.Cli.Audit;

/// <summary>Keys and small texts as they are given on the command line: as they are, or in a file.</summary>
internal static class LogKeys
{
    private const long MaxSmallFile = 16_384;

    public static Option<string?> KeyOption() =>
        new("--key") { Description = "The log's key, as text or as a file: from a source that the gateway's operator cannot change." };

    public static Option<string[]> WitnessOption() =>
        new("--witness") { Description = "Key of a witness that must have cosigned, as text or as a file. May be given more than once.", DefaultValueFactory = _ => [] };

    /// <summary>Reads the key of a log; none is given is no error here.</summary>
    public static bool TryReadKey(string? given, out VerifierKey? key, out string problem)
    {
        (key, problem) = (null, "");
        if (given is null)
        {
            return true;
        }

        bool read = VerifierKey.TryParse(TextOf(given), out key);
        problem = read ? "" : "expected `--key` to be a key of the form `name+id+key`, or a file with one";
        return read;
    }

    public static bool TryReadWitnesses(string[]? given, out List<WitnessKey> keys, out string problem)
    {
        (keys, problem) = ([], "");
        foreach (string text in given ?? [])
        {
            if (!WitnessKey.TryParse(TextOf(text), out var key))
            {
                problem = "expected `--witness` to be a witness's key of the form `name+id+key`, or a file with one";
                return false;
            }

            keys.Add(key);
        }

        return true;
    }

    public static bool IsSmallFile(string path) => File.Exists(path) && new FileInfo(path).Length <= MaxSmallFile;

    public static string TextOf(string given) => IsSmallFile(given) ? File.ReadAllText(given).TrimEnd('\r', '\n') : given;
}
