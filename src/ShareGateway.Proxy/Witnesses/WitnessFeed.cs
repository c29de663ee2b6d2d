using System.Globalization;
using System.Net;
using System.Text;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Log;
using ShareGateway.Audit.Witnessing;

namespace ShareGateway.Proxy.Witnesses;

/// <summary>
/// Brings each new checkpoint to the witnesses and stores it with their cosignatures. Best effort: a witness that is away or refuses holds
/// nothing up, is said once in the log of the process, and shows in the metrics.
/// </summary>
internal sealed partial class WitnessFeed(
    AuditLog log, WitnessedCheckpoint witnessed, WitnessStates witnesses, VerifierKey key, IHttpClientFactory clients, TimeProvider clock, ILogger<WitnessFeed> logger)
    : BackgroundService
{
    public const string ClientName = "witness";
    private const int MaxAnswer = 4096;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Every, clock);
        while (!witnesses.All.IsEmpty && await tick.WaitForNextTickAsync(stoppingToken))
        {
            await FollowAsync(stoppingToken);
        }
    }

    private async Task FollowAsync(CancellationToken stop)
    {
        string note = log.Checkpoint;
        if (!Checkpoint.TryOpen(note, key, out var signed, out _) || witnesses.All.All(witness => witness.HasCosigned && witness.Size == signed.Size))
        {
            return;
        }

        string?[] lines = await Task.WhenAll(witnesses.All.Select(witness => CosignAsync(witness, signed, note, stop)));
        if (lines.OfType<string>().Any())
        {
            try
            {
                witnessed.Put(note, lines.OfType<string>());
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Log.NotStored(logger, exception);
            }
        }
    }

    /// <summary>The witness's signature line; null when it does not cosign now.</summary>
    private async Task<string?> CosignAsync(WitnessState witness, Checkpoint signed, string note, CancellationToken stop)
    {
        try
        {
            var (status, body) = await SendAsync(witness, signed, note, stop);
            if (status == HttpStatusCode.Conflict && TryReadSize(body, out ulong size) && size != witness.Size)
            {
                witness.Size = size; // what it has: the first time in each run we ask
                (status, body) = size <= signed.Size ? await SendAsync(witness, signed, note, stop) : (status, body);
            }

            if (status == HttpStatusCode.OK && SignedNote.TryParse(note + body, out var cosigned) && witness.Key.Cosigned(cosigned, out _))
            {
                (witness.Size, witness.HasCosigned) = (signed.Size, true);
                Tell(witness, "");
                return cosigned.Signatures.Skip(1).First(line => line.StartsWith($"\u2014 {witness.Key.Name} ", StringComparison.Ordinal)) + "\n";
            }

            Tell(witness, status == HttpStatusCode.Conflict && TryReadSize(body, out ulong seen) && seen > signed.Size ? "ahead" : "refused");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !stop.IsCancellationRequested))
        {
            Tell(witness, "unreachable");
        }

        return null;
    }

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(WitnessState witness, Checkpoint signed, string note, CancellationToken stop)
    {
        var request = WitnessRequest.From(witness.Size <= signed.Size ? witness.Size : signed.Size, log.Tiles, signed, note);
        using var content = new StringContent(request.Text, Encoding.UTF8, "text/plain");
        var client = clients.CreateClient(ClientName);
        client.MaxResponseContentBufferSize = MaxAnswer;
        using var response = await client.PostAsync(witness.Url, content, stop);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(stop));
    }

    private static bool TryReadSize(string body, out ulong size) =>
        ulong.TryParse(body.AsSpan().TrimEnd('\n'), NumberStyles.None, CultureInfo.InvariantCulture, out size);

    private void Tell(WitnessState witness, string trouble)
    {
        if (witness.Trouble == trouble)
        {
            return;
        }

        witness.Trouble = trouble;
        switch (trouble)
        {
            case "":
                Log.Follows(logger, witness.Key.Name);
                break;
            case "unreachable":
                Log.Unreachable(logger, witness.Key.Name);
                break;
            default:
                Log.Contradicts(logger, witness.Key.Name, trouble);
                break;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1601, LogLevel.Information, "Witness {Witness} follows the audit log")]
        public static partial void Follows(ILogger logger, string witness);

        [LoggerMessage(1602, LogLevel.Warning, "Witness {Witness} cannot be reached; the log goes on without it")]
        public static partial void Unreachable(ILogger logger, string witness);

        [LoggerMessage(1603, LogLevel.Critical, "Witness {Witness} does not cosign ({Trouble}): it has seen another audit log than this one")]
        public static partial void Contradicts(ILogger logger, string witness, string trouble);

        [LoggerMessage(1604, LogLevel.Error, "The witnessed checkpoint cannot be stored")]
        public static partial void NotStored(ILogger logger, Exception exception);
    }
}
