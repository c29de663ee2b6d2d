using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Log;
using ShareGateway.Audit.Tiles;
using ShareGateway.Audit.Witnessing;
using ShareGateway.Proxy.Edge;
using ShareGateway.Proxy.Identity;
using ShareGateway.Proxy.Refusals;

namespace ShareGateway.Proxy.Proofs;

/// <summary>
/// <c>GET /v1/disclosures/{id}/proof</c>: proves to a recipient that what it received stands in the audit log. It gets the leaf hash of each
/// entry of its own disclosure and the way from there to the signed root, but not the entry: that counts people, and a recipient must not
/// learn of withheld ids how many there are. The data owner can show the entry later; its hash tells whether it is the same. For an id that
/// does not exist and for one of another recipient the answer is the same.
/// </summary>
internal sealed class DisclosureProofEndpoint(AuditLog log, WitnessedCheckpoint witnessed, RefusalWriter refusals)
{
    private const int MostProofs = 100;

    public async Task GetAsync(HttpContext context)
    {
        var (caller, barred) = Caller.Of(context);
        var refusal = barred ?? RefusalOf(caller, context.Request, out int from);
        if (refusal is not null)
        {
            await refusals.WriteAsync(context, refusal);
            return;
        }

        _ = TryReadFrom(context.Request, out from);
        var entries = log.FindDisclosure(context.GetRouteValue("id") as string ?? "");
        if (entries.Count == 0 || !entries.All(stored => ((DisclosureEntry)stored.Entry).Recipient == caller.RecipientId))
        {
            await refusals.WriteAsync(context, Refused(caller, "disclosure-unknown", StatusCodes.Status404NotFound));
            return;
        }

        await AnswerAsync(context, [.. entries.Skip(from).Take(MostProofs)]);
    }

    private static Refusal? RefusalOf(Caller caller, HttpRequest request, out int from)
    {
        from = 0;
        if (caller.Recipient is null)
        {
            return new("unknown-recipient", StatusCodes.Status403Forbidden);
        }

        return TryReadFrom(request, out from) ? null : Refused(caller, "parameter-unknown", StatusCodes.Status400BadRequest);
    }

    private static Refusal Refused(Caller caller, string reason, int status) =>
        new(reason, status) { Recipient = caller.RecipientId, ClientId = caller.ClientId };

    /// <summary><c>?from=N</c> passes over the first chunks of a long answer; nothing else may stand in the query.</summary>
    private static bool TryReadFrom(HttpRequest request, out int from)
    {
        from = 0;
        return request.Query.Count == 0
            || (request.Query.Count == 1 && request.Query["from"] is [{ } text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out from));
    }

    private async Task AnswerAsync(HttpContext context, AuditEntryView[] entries)
    {
        string? note = null;
        Audit.Checkpoints.Checkpoint? signed = null;
        if (entries.Length > 0)
        {
            note = witnessed.Covering(entries[^1].Index, out signed);
            if (note is null)
            {
                context.Response.Headers.RetryAfter = "1"; // a checkpoint is signed each second
                await Problem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "not-yet-signed");
                return;
            }
        }

        byte[] body;
        try
        {
            body = Write(entries, signed!, note!);
        }
        catch (IOException)
        {
            await Problem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "audit-unavailable");
            return;
        }

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        context.Response.Headers.CacheControl = "private, no-store";
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private byte[] Write(AuditEntryView[] entries, Audit.Checkpoints.Checkpoint signed, string note)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartArray("value");
            foreach (var stored in entries)
            {
                json.WriteStartObject();
                json.WriteNumber("chunk", ((DisclosureEntry)stored.Entry).Chunk);
                json.WriteBase64String("leafHash", new Audit.Merkle.TileProofs(log.Tiles, signed.Size).Leaf(stored.Index));
                json.WriteString("proof", LogProof.Make(stored.Index, log.Tiles, signed, note).ToString());
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
