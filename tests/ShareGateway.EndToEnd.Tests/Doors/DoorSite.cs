using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using ShareGateway.EndToEnd.Tests.Fixture;
using ShareGateway.Records;

namespace ShareGateway.EndToEnd.Tests.Doors;

/// <summary>One gateway with every door, for all tests of the suite.</summary>
public sealed partial class DoorSite : IAsyncLifetime
{
    private readonly PolicyFolder _policies = DoorPolicies.Write();
    private readonly MeterListener _metrics = new();
    private long _accounts = 4_000_000;

    internal GatewayUnderTest Gateway { get; private set; } = null!;

    /// <summary>Contract and field of each upstream body with a field that the contract does not hold.</summary>
    internal ConcurrentQueue<(string? Contract, string? Field)> Drift { get; } = new();

    public async ValueTask InitializeAsync()
    {
        _metrics.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Name == "sharegateway.upstream.unknown_fields")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _metrics.SetMeasurementEventCallback<long>((_, _, tags, _) => Drift.Enqueue((tags[0].Value as string, tags[1].Value as string)));
        _metrics.Start();
        Gateway = await GatewayUnderTest.StartAsync(_policies.Path);
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        _metrics.Dispose();
        _policies.Dispose();
    }

    /// <summary>People of whom no test has heard.</summary>
    /// <param name="count">How many.</param>
    /// <param name="consenting">Which of them consent.</param>
    internal async Task<long[]> PeopleAsync(int count, Func<int, bool> consenting)
    {
        var first = Interlocked.Add(ref _accounts, count) - count;
        var people = Enumerable.Range(0, count).Select(i => first + i).ToArray();
        foreach (var (recipient, purpose) in new[] { (DoorPolicies.Recipient, DoorPolicies.Purpose), (DoorPolicies.Recipient, DoorPolicies.OtherPurpose), (DoorPolicies.OtherRecipient, DoorPolicies.Purpose) })
        {
            foreach (var person in people.Where((_, i) => consenting(i)))
            {
                await Gateway.ConsentAsync(person.ToString(CultureInfo.InvariantCulture), purpose, recipient, controller: "fr/atelier-sud", scheme: "web-account");
            }
        }

        return people;
    }

    /// <summary>Lets the door's upstream serve these records, in its own way.</summary>
    /// <param name="door">Whose upstream.</param>
    /// <param name="records">Records as the upstream writes them; see <see cref="Visit.In"/>.</param>
    /// <param name="spoil">Changes each body before it goes.</param>
    /// <param name="dress">Changes status and headers.</param>
    internal void Serve(Door door, IReadOnlyList<string> records, Func<string, string>? spoil = null, Action<HttpContext>? dress = null) =>
        Gateway.Upstream.Answers(door.UpstreamPath, async context =>
        {
            var body = Visit.Body(door, door.Source == "pages" ? PageOf(context, records) : records);
            context.Response.ContentType = Visit.MediaType(door);
            dress?.Invoke(context);
            await context.Response.Body.WriteAsync(Visit.Bytes(spoil?.Invoke(body) ?? body));
        });

    internal static IEnumerable<string> PageOf(HttpContext context, IReadOnlyList<string> records)
    {
        var page = int.Parse(context.Request.Query["page"].ToString(), CultureInfo.InvariantCulture);
        return records.Skip(page * DoorPolicies.UpstreamPage).Take(DoorPolicies.UpstreamPage);
    }

    internal Task<HttpResponseMessage> AskAsync(Door door, string query = "", string recipient = DoorPolicies.Recipient, string purpose = DoorPolicies.Purpose) =>
        Gateway.AskAsync(recipient, door.Path + query, purpose, door.Accept);

    /// <summary>Every byte of an answer, in the framing in which it came; all pages of it, one after the other.</summary>
    /// <remarks>Moment, random id and the token's random text stand aside; a token's length stays.</remarks>
    internal async Task<string> WireAsync(Door door, int limit = 100, string headers = "")
    {
        var text = new StringBuilder();
        for (string? target = door.IsPaged ? $"{door.Path}?limit={limit}" : door.Path; target is not null;)
        {
            var answer = await SendAsync($"GET {target} HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer {Token()}\r\nSharing-Purpose: {DoorPolicies.Purpose}\r\nAccept: {door.Accept}\r\n{headers}Connection: close\r\n\r\n");
            target = NextPattern().Match(answer) is { Success: true } next ? next.Groups["link"].Value : null;
            var seen = VaryingPattern().Replace(answer, "");
            seen = TokenPattern().Replace(seen, token => $"page={token.Length}");
            text.Append(door.IsPaged ? seen : Unchunked(seen)); // where a stream is cut is a matter of time
        }

        return text.ToString();
    }

    internal string Token(string recipient = DoorPolicies.Recipient) => Gateway.Token($"{recipient}-client");

    /// <summary>Sends a message as it is and gives back all that comes until the connection ends.</summary>
    internal async Task<string> SendAsync(string message)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Gateway.Data.Host, Gateway.Data.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(message));
        using var received = new MemoryStream();
        try
        {
            await stream.CopyToAsync(received);
        }
        catch (IOException)
        {
            received.Write("<reset>"u8);
        }

        return Encoding.Latin1.GetString(received.ToArray());
    }

    /// <summary>The `page` field of every record of a whole answer, over all its pages.</summary>
    internal async Task<List<string>> PagesSeenAsync(Door door, int limit = 100)
    {
        var seen = new List<string>();
        for (string? query = door.IsPaged ? $"?limit={limit}" : ""; query is not null;)
        {
            using var response = await AskAsync(door, query);
            var body = await response.Content.ReadAsStringAsync();
            Assert.True(response.StatusCode == HttpStatusCode.OK, body);
            var records = Records(door.Format, body).ToList();
            seen.AddRange(records.Select(record => record["page"]!));
            query = door.IsPaged && JsonElement.Parse(body).TryGetProperty("nextLink", out var link) ? link.GetString()![link.GetString()!.IndexOf('?', StringComparison.Ordinal)..] : null;
            Assert.True(query is null || records.Count == limit, "a page that is not the last one is full");
        }

        return seen;
    }

    /// <summary>The records of an answer; null is null in JSON and empty in CSV.</summary>
    internal static IEnumerable<Dictionary<string, string?>> Records(RecordFormat format, string body) => format switch
    {
        RecordFormat.Json => JsonElement.Parse(body).GetProperty("value").EnumerateArray().Select(Members),
        RecordFormat.Ndjson => body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Members(JsonElement.Parse(line))),
        _ => Rows(body),
    };

    private static Dictionary<string, string?> Members(JsonElement record) => record.EnumerateObject().ToDictionary(
        member => member.Name, member => member.Value.ValueKind == JsonValueKind.Null ? null : member.Value.ToString(), StringComparer.Ordinal);

    private static IEnumerable<Dictionary<string, string?>> Rows(string body)
    {
        var lines = body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => CellPattern().Matches(line).Select(cell => cell.Value.Trim('"')).ToArray()).ToArray();
        return lines.Skip(1).Select(line => lines[0].Zip(line).ToDictionary(pair => pair.First, pair => pair.Second.Length == 0 ? null : pair.Second, StringComparer.Ordinal));
    }

    private static string Unchunked(string answer)
    {
        var body = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        var text = new StringBuilder(answer[..body]);
        for (var at = body; at < answer.Length;)
        {
            var line = answer.IndexOf("\r\n", at, StringComparison.Ordinal);
            var length = int.Parse(answer.AsSpan(at, line - at), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            text.Append(answer, line + 2, length);
            at = line + 2 + length + 2;
        }

        return text.ToString();
    }

    [GeneratedRegex("(?<=^|,)(\"[^\"]*\"|[^,]*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CellPattern();

    [GeneratedRegex("\"nextLink\":\"(?<link>[^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex NextPattern();

    [GeneratedRegex(@"(?:Date|Sharing-Disclosure): [^\r]*\r\n", RegexOptions.NonBacktracking)]
    private static partial Regex VaryingPattern();

    [GeneratedRegex("page=[A-Za-z0-9_-]+", RegexOptions.NonBacktracking)]
    private static partial Regex TokenPattern();
}

[CollectionDefinition("doors")]
public sealed class DoorGroup : ICollectionFixture<DoorSite>;
