using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ShareGateway.Keys.Custody;

namespace ShareGateway.Cli.Keys;

/// <summary>How an answer about keys reads.</summary>
internal static class KeyOutput
{
    /// <summary>Writes an answer, sealed secrets left out, and gives the exit code: 1 when nothing was done, or a key is wrong.</summary>
    public static int Write(Terminal terminal, KeyAnswer answer, bool asJson)
    {
        terminal.Output.Write(asJson ? JsonSerializer.Serialize(answer with { Escrow = null }, KeyJson.Default.KeyAnswer) + "\n" : TextOf(answer));
        return answer.Problem is null && answer.Findings.Count == 0 ? ExitCodes.Good : ExitCodes.Findings;
    }

    /// <summary>Runs a command; what its files or its door refuse is said in one line.</summary>
    public static async Task<int> GuardAsync(Terminal terminal, Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (DoorShutException exception)
        {
            return terminal.Misused(exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or CryptographicException or FormatException or ArgumentException)
        {
            return terminal.Misused($"cannot do that: {exception.Message}");
        }
    }

    private static string TextOf(KeyAnswer answer)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        int width = answer.Keys.Select(key => key.Name.Length).DefaultIfEmpty().Max();
        foreach (var key in answer.Keys)
        {
            string overlap = key is { State: KeyState.Previous, OverlapUntil: { } until } ? $"  until {until:yyyy-MM-dd HH:mm}Z" : "";
            text.WriteLine($"{key.Name.PadRight(width)}  {key.State.ToString().ToLowerInvariant(),-11} {key.CheckValue}  {key.Since:yyyy-MM-dd}{overlap}");
        }

        foreach (string finding in answer.Findings)
        {
            text.WriteLine(finding);
        }

        text.WriteLine(answer switch
        {
            { Problem: { } problem } => problem,
            { Findings.Count: > 0 and var findings } => $"{findings} finding(s)",
            { Escrow: { } sealedIn } => $"{sealedIn.Secrets.Count} secret(s) in the escrow file",
            _ => $"{answer.Keys.Count} key(s)",
        });
        return text.ToString();
    }
}
