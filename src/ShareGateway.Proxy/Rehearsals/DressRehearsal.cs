using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ShareGateway.Consent;
using ShareGateway.Policy;
using ShareGateway.Privacy.Keys;
using ShareGateway.Proxy.Keys;
using ShareGateway.Proxy.Policies;
using ShareGateway.Proxy.Shares;
using ShareGateway.Records;

namespace ShareGateway.Proxy.Rehearsals;

/// <summary>
/// A whole gateway of nobody's data, once in a process, before the real one opens anything: sockets, token check, decision, upstream,
/// rewriting and audit log run over loopback until the runtime has compiled them well. Its keys, log, consents and policies are its own, in a
/// folder that is deleted; of the real ones nothing is read, called or written. What it counts, no meter of the real gateway sees.
/// </summary>
internal static class DressRehearsal
{
    private const int Records = 100; // a page; 88 people are permitted, whose references are made sixteen at a time, and eight
    private const string Number = "N-0000007"; // short enough for the way in which most ids are hashed
    private const int Burst = 32;    // more than the thirty times after which the runtime compiles anew
    private const int Settled = 10;  // methods that one burst still lets it compile
    private static readonly JsonSerializerOptions Spaced = new() { WriteIndented = true };
    private static readonly JsonSerializerOptions Raw = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static int _played;

    /// <summary>Plays; the second call in a process returns at once. Never a reason not to start.</summary>
    /// <param name="longest">When the playing ends at the latest, in the middle of an answer too; opening and closing are not bounded. Zero plays nothing.</param>
    /// <param name="build">Builds a gateway.</param>
    public static async Task<RehearsalOutcome> PlayOnceAsync(TimeSpan longest, Func<Action<WebApplicationBuilder>, Task<WebApplication>> build)
    {
        return longest > TimeSpan.Zero && Interlocked.Exchange(ref _played, 1) == 0 ? await PlayAsync(longest, build) : default;
    }

    /// <summary>Plays, whether or not it was played before.</summary>
    public static async Task<RehearsalOutcome> PlayAsync(TimeSpan longest, Func<Action<WebApplicationBuilder>, Task<WebApplication>> build)
    {
        try
        {
            return new(await PlayThroughAsync(longest, build), null);
        }
        catch (Exception exception)
        {
            return new(0, exception.GetType().Name);
        }
    }

    private static async Task<int> PlayThroughAsync(TimeSpan longest, Func<Action<WebApplicationBuilder>, Task<WebApplication>> build)
    {
        using var curtain = new CancellationTokenSource(longest);
        using var stage = new RehearsalFolder();
        var body = Array.Empty<byte>();
        await using var upstream = await StartUpstreamAsync(() => body);
        await using var gateway = await build(builder => stage.Configure(builder, AddressesOf(upstream)[0].ToString()));
        body = BodyOf(gateway.Services.GetRequiredService<PolicySource>().Current.Set.Plans[0]);
        await ConsentAsync(gateway.Services);
        await gateway.StartAsync();
        using var audience = new RehearsalAudience(stage.Issuer, AddressesOf(gateway)[0], AddressesOf(gateway)[1]);
        var answers = await PlayAsync(audience, curtain.Token);
        await gateway.StopAsync();
        return answers;
    }

    private static async Task<int> PlayAsync(RehearsalAudience audience, CancellationToken curtain)
    {
        var answers = 0;
        for (var compiled = 0L; !curtain.IsCancellationRequested && Compiling.Count - compiled >= Settled;)
        {
            compiled = Compiling.Count;
            answers += await audience.AskAsync(Burst, curtain);
            await Compiling.SettleAsync(curtain);
        }

        return answers;
    }

    /// <summary>
    /// Records in an envelope, three of four alike. The fourth has what a body may have, and what takes ways of its own: spaces, another order of members,
    /// escapes, letters beyond ASCII, fields that the contract does not know, nulls, somebody who has not said yes.
    /// </summary>
    private static byte[] BodyOf(SharePlan plan)
    {
        var other = JsonNode.Parse(MadeUpBody.Of(plan, RecordFormat.Ndjson, 1))!.AsObject();
        other["number"] = Number;
        var alike = other.ToJsonString();
        var turned = new JsonObject(other.Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())))
        {
            ["points"] = null,
            ["member"] = false,
            ["unknown"] = "caf\u00e9 \"<\u20ac>\"",
            ["more"] = new JsonArray(1.5e3, true, null, new JsonObject { ["deeper"] = "x" }),
        };
        var spaced = turned.ToJsonString(Spaced);
        turned["number"] = "N-0000008";
        var withheld = turned.ToJsonString(Raw);
        var records = Enumerable.Range(0, Records).Select(i => i % 4 < 3 ? alike : i % 8 < 4 ? spaced : withheld);
        return Encoding.UTF8.GetBytes($$"""{"page":0,"value":[{{string.Join(',', records)}}]}""");
    }

    private static async Task<WebApplication> StartUpstreamAsync(Func<byte[]> body)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(async context =>
        {
            context.Response.ContentType = MediaTypes.Plain(RecordFormat.Json);
            context.Response.ContentLength = body().Length;
            await context.Response.Body.WriteAsync(body());
        });
        await app.StartAsync();
        return app;
    }

    /// <summary>Most of the body is about one person, who has said yes.</summary>
    private static async Task ConsentAsync(IServiceProvider services)
    {
        var person = new byte[SubjectReferenceKey.ReferenceBytes];
        services.GetRequiredService<GatewayKeys>().ConsentKey(MadeUpPolicies.Controller)
            .Write(MadeUpPolicies.Scheme, Encoding.ASCII.GetBytes(Number), person);
        _ = await services.GetRequiredService<ConsentStore>().AppendAsync(
            [new(
                "rehearsal", SubjectKey.FromBytes(person), MadeUpPolicies.Purpose, MadeUpPolicies.Recipient, ConsentState.Given,
                TimeProvider.System.GetUtcNow().AddHours(-1), "1", "rehearsal", null)],
            CancellationToken.None);
        await services.GetRequiredService<ConsentIndex>().SyncAsync(CancellationToken.None);
    }

    private static Uri[] AddressesOf(WebApplication app) =>
        [.. app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Select(address => new Uri(address))];
}

/// <summary>What came of a rehearsal.</summary>
/// <param name="Answers">Answers given.</param>
/// <param name="Trouble">Type of the exception that ended it; null when none did.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct RehearsalOutcome(int Answers, string? Trouble);
