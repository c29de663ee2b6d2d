using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ShareGateway.Policy;
using ShareGateway.Proxy.Shares;
using ShareGateway.Records;

namespace ShareGateway.Proxy.Rehearsals;

/// <summary>
/// The upstream of a dress rehearsal, on loopback. It has two datasets: one whose records are all made alike, as most are, and one whose records vary.
/// Each has <see cref="Records"/> in an envelope, of another person each.
/// </summary>
internal sealed class RehearsalUpstream : IAsyncDisposable
{
    /// <summary>A page; 88 people are permitted, whose references are made sixteen at a time, and eight.</summary>
    public const int Records = 100;

    /// <summary>Of eight people, the one who has not said yes.</summary>
    public const int Withheld = 7;

    private const int PerOrder = 4; // answers, before the order of members turns: it is learnt anew then, as at the first answer under a plan
    private const string Street = "1 rue de Nulle Part, in the second court behind the gate, third stairs on the left"; // longer than what is looked at at once
    private static readonly JsonSerializerOptions Spaced = new() { WriteIndented = true };
    private static readonly JsonSerializerOptions Raw = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly WebApplication _app;
    private byte[][] _alike = [[]];
    private byte[] _varied = [];
    private int _answers;

    private RehearsalUpstream(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>Starts it; it has no records yet.</summary>
    public static async Task<RehearsalUpstream> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var upstream = new RehearsalUpstream(builder.Build());
        upstream._app.Run(upstream.AnswerAsync);
        await upstream._app.StartAsync();
        return upstream;
    }

    /// <summary>Makes records up.</summary>
    /// <param name="plan">Of either dataset: their fields are the same.</param>
    public void MakeUp(SharePlan plan)
    {
        var usual = JsonNode.Parse(MadeUpBody.Of(plan, RecordFormat.Ndjson, 1))!.AsObject();
        (usual["street"], usual["address"]!["town"]) = (Street, "Mal\u00e9ville");
        var turned = Turned(usual);
        _alike = [BodyOf(i => Of(usual, i).ToJsonString(Raw)), BodyOf(i => Of(turned, i).ToJsonString(Raw))];
        _varied = VariedBody(usual);
    }

    /// <summary>A person's number: short enough for the way in which most ids are hashed.</summary>
    public static string Number(int person) => string.Create(CultureInfo.InvariantCulture, $"N-{person:D7}");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var body = context.Request.Path == MadeUpPolicies.PathOf(MadeUpPolicies.Varied) ? _varied : _alike[_answers++ / PerOrder % _alike.Length];
        context.Response.ContentType = MediaTypes.Plain(RecordFormat.Json);
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body);
    }

    /// <summary>
    /// Every fourth record has what a body may have, and what takes ways of its own: spaces, another order of members, escapes, letters beyond ASCII, long
    /// texts, fields that the contract does not know, nulls, somebody who has not said yes.
    /// </summary>
    private static byte[] VariedBody(JsonObject usual)
    {
        var odd = Turned(usual);
        (odd["points"], odd["member"], odd["unknown"], odd["address"]!["unknown"]) = (null, false, "caf\u00e9 \"<\u20ac>\"", "x");
        odd["more"] = new JsonArray(1.5e3, true, null, new JsonObject { ["deeper"] = "x" });
        return BodyOf(i => (i % 8) switch
        {
            3 => Of(odd, i).ToJsonString(Spaced),
            Withheld => Of(odd, i).ToJsonString(Raw),
            _ => Of(usual, i).ToJsonString(),
        });
    }

    private static byte[] BodyOf(Func<int, string> record) =>
        Encoding.UTF8.GetBytes($$"""{"page":0,"value":[{{string.Join(',', Enumerable.Range(0, Records).Select(record))}}]}""");

    private static JsonObject Turned(JsonObject record) => new(record.Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

    private static JsonObject Of(JsonObject record, int person)
    {
        record["number"] = Number(person);
        record["email"] = "nobody@people.example"[..(4 + person % 18)]; // masked, from short to long
        return record;
    }
}
