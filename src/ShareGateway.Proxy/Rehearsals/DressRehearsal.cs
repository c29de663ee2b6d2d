using System.Globalization;
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
    private const int Withheld = 7;  // of eight people, the one who has not said yes
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
        byte[][] bodies = [[]];
        await using var upstream = await StartUpstreamAsync(answer => bodies[answer % bodies.Length]);
        await using var gateway = await build(builder => stage.Configure(builder, AddressesOf(upstream)[0].ToString()));
        var plan = gateway.Services.GetRequiredService<PolicySource>().Current.Set.Plans[0];
        var usual = BodyOf(plan, isVaried: false);
        bodies = [BodyOf(plan, isVaried: true), usual, usual]; // three by turns, and four forms: all meet
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
    /// Records in an envelope, each of another person. Where they vary, every fourth has what a body may have, and what takes ways of its own: spaces,
    /// another order of members, escapes, letters beyond ASCII, long texts, fields that the contract does not know, nulls, somebody who has not said yes.
    /// </summary>
    private static byte[] BodyOf(SharePlan plan, bool isVaried)
    {
        var usual = JsonNode.Parse(MadeUpBody.Of(plan, RecordFormat.Ndjson, 1))!.AsObject();
        var turned = new JsonObject(usual.Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())))
        {
            ["points"] = null,
            ["member"] = false,
            ["unknown"] = "caf\u00e9 \"<\u20ac>\"",
            ["more"] = new JsonArray(1.5e3, true, null, new JsonObject { ["deeper"] = "x" }),
        };
        turned["address"]!["unknown"] = "x";
        (usual["street"], usual["address"]!["town"]) = ("1 rue de Nulle Part", "Nulle Part");
        var records = Enumerable.Range(0, Records).Select(i => (isVaried, i % 8) switch
        {
            (true, 3) => Of(turned, i).ToJsonString(Spaced),
            (true, Withheld) => Of(turned, i).ToJsonString(Raw),
            _ => Of(usual, i).ToJsonString(),
        });
        return Encoding.UTF8.GetBytes($$"""{"page":0,"value":[{{string.Join(',', records)}}]}""");
    }

    private static JsonObject Of(JsonObject record, int person)
    {
        record["number"] = Number(person);
        record["email"] = "nobody@people.example"[..(4 + person % 18)]; // masked, from short to long
        return record;
    }

    // Short enough for the way in which most ids are hashed.
    private static string Number(int person) => string.Create(CultureInfo.InvariantCulture, $"N-{person:D7}");

    private static async Task<WebApplication> StartUpstreamAsync(Func<int, byte[]> body)
    {
        var answers = 0;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(async context =>
        {
            context.Response.ContentType = MediaTypes.Plain(RecordFormat.Json);
            var bytes = body(Interlocked.Increment(ref answers));
            context.Response.ContentLength = bytes.Length;
            await context.Response.Body.WriteAsync(bytes);
        });
        await app.StartAsync();
        return app;
    }

    /// <summary>Most people have said yes.</summary>
    private static async Task ConsentAsync(IServiceProvider services)
    {
        var key = services.GetRequiredService<GatewayKeys>().ConsentKey(MadeUpPolicies.Controller);
        var given = TimeProvider.System.GetUtcNow().AddHours(-1);
        _ = await services.GetRequiredService<ConsentStore>().AppendAsync(
            [.. Enumerable.Range(0, Records).Where(person => person % 8 != Withheld).Select(person => new ConsentEvent(
                Number(person), KeyOf(key, person), MadeUpPolicies.Purpose, MadeUpPolicies.Recipient, ConsentState.Given, given, "1", "rehearsal", null))],
            CancellationToken.None);
        await services.GetRequiredService<ConsentIndex>().SyncAsync(CancellationToken.None);
    }

    private static SubjectKey KeyOf(SubjectReferenceKey key, int person)
    {
        Span<byte> bytes = stackalloc byte[SubjectReferenceKey.ReferenceBytes];
        key.Write(MadeUpPolicies.Scheme, Encoding.ASCII.GetBytes(Number(person)), bytes);
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
