using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ShareGateway.Consent;
using ShareGateway.Privacy.Keys;
using ShareGateway.Proxy.Keys;
using ShareGateway.Proxy.Policies;
using ShareGateway.Proxy.Telemetry;

namespace ShareGateway.Proxy.Rehearsals;

/// <summary>
/// A whole gateway of nobody's data, once in a process, before the real one listens: sockets, token check, decision, upstream,
/// rewriting and audit log run over loopback until the runtime has compiled them well. Its keys, log, consents and policies are its own, in a
/// folder that is deleted; of the real ones nothing is read, called or written. What it counts, no meter of the real gateway sees.
/// </summary>
internal static class DressRehearsal
{
    private const int Burst = 128; // each form is asked for more than the thirty times after which the runtime compiles anew
    private const int Series = 40; // as well
    private static int _played;

    /// <summary>Plays; the second call in a process returns at once. Never a reason not to start.</summary>
    /// <param name="longest">When the playing ends at the latest, in the middle of an answer too; opening and closing are not bounded. Zero plays nothing.</param>
    /// <param name="build">Builds a gateway.</param>
    /// <param name="stop">Ends the playing at once.</param>
    public static async Task<RehearsalOutcome> PlayOnceAsync(
        TimeSpan longest, Func<Action<WebApplicationBuilder>, Task<WebApplication>> build, CancellationToken stop)
    {
        return longest > TimeSpan.Zero && Interlocked.Exchange(ref _played, 1) == 0 ? await PlayAsync(longest, build, stop) : default;
    }

    /// <summary>Plays, whether or not it was played before.</summary>
    public static async Task<RehearsalOutcome> PlayAsync(
        TimeSpan longest, Func<Action<WebApplicationBuilder>, Task<WebApplication>> build, CancellationToken stop = default)
    {
        try
        {
            return new(await PlayThroughAsync(longest, build, stop), null);
        }
        catch (Exception exception)
        {
            return new(0, exception.GetType().Name);
        }
    }

    private static async Task<int> PlayThroughAsync(
        TimeSpan longest, Func<Action<WebApplicationBuilder>, Task<WebApplication>> build, CancellationToken stop)
    {
        using var curtain = CancellationTokenSource.CreateLinkedTokenSource(stop);
        curtain.CancelAfter(longest);
        using var stage = new RehearsalFolder();
        await using var upstream = await RehearsalUpstream.StartAsync();
        await using var gateway = await build(builder => stage.Configure(builder, upstream.Address.ToString()));
        upstream.MakeUp(gateway.Services.GetRequiredService<PolicySource>().Current.Set.Plans[0]);
        await ConsentAsync(gateway.Services);
        await gateway.StartAsync(CancellationToken.None);
        using var audience = new RehearsalAudience(stage.Issuer, AddressesOf(gateway)[0], AddressesOf(gateway)[1]);
        var metrics = gateway.Services.GetRequiredService<GatewayMetrics>();
        var round = 0;
        var answers = await Compiling.RepeatAsync(
            () =>
            {
                CountAnew(metrics, ++round);
                return audience.AskAsync(Burst, curtain.Token);
            },
            curtain.Token);
        await gateway.StopAsync(CancellationToken.None);
        return answers;
    }

    /// <summary>Time series that nobody has counted in before, as a dataset's first answer makes some.</summary>
    private static void CountAnew(GatewayMetrics metrics, int round)
    {
        for (var series = 0; series < Series; series++)
        {
            metrics.Refused(string.Create(CultureInfo.InvariantCulture, $"rehearsal-{round}-{series}"));
        }
    }

    /// <summary>Most people have said yes.</summary>
    private static async Task ConsentAsync(IServiceProvider services)
    {
        var key = services.GetRequiredService<GatewayKeys>().ConsentKey(MadeUpPolicies.Controller);
        var given = TimeProvider.System.GetUtcNow().AddHours(-1);
        _ = await services.GetRequiredService<ConsentStore>().AppendAsync(
            [.. Enumerable.Range(0, RehearsalUpstream.Records).Where(person => person % 8 != RehearsalUpstream.Withheld).Select(person => new ConsentEvent(
                RehearsalUpstream.Number(person), KeyOf(key, person), MadeUpPolicies.Purpose, MadeUpPolicies.Recipient, ConsentState.Given, given, "1", "rehearsal", null))],
            CancellationToken.None);
        await services.GetRequiredService<ConsentIndex>().SyncAsync(CancellationToken.None);
    }

    private static SubjectKey KeyOf(SubjectReferenceKey key, int person)
    {
        Span<byte> bytes = stackalloc byte[SubjectReferenceKey.ReferenceBytes];
        key.Write(MadeUpPolicies.Scheme, Encoding.ASCII.GetBytes(RehearsalUpstream.Number(person)), bytes);
        return SubjectKey.FromBytes(bytes);
    }

    private static Uri[] AddressesOf(WebApplication app) =>
        [.. app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Select(address => new Uri(address))];
}

/// <summary>What came of a rehearsal.</summary>
/// <param name="Answers">Answers given.</param>
/// <param name="Trouble">Type of the exception that ended it; null when none did.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct RehearsalOutcome(int Answers, string? Trouble);
