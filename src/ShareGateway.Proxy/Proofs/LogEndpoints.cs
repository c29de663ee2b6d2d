using System.Text;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Log;
using ShareGateway.Audit.Merkle;
using ShareGateway.Audit.Witnessing;
using ShareGateway.Proxy.Edge;

namespace ShareGateway.Proxy.Proofs;

/// <summary>
/// The audit log for those who check it, below <c>/log</c>: <c>checkpoint</c>, <c>checkpoint.witnessed</c>, <c>log.vkey</c>, and the tiles and
/// bundles of entries that the checkpoint covers. Entries name recipients, datasets and counts, never a person.
/// </summary>
/// <remarks>Source: c2sp.org/tlog-tiles.</remarks>
internal static class LogEndpoints
{
    private const string Text = "text/plain; charset=utf-8";

    public static void MapLog(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/log/checkpoint", context => NoteAsync(context, Log(context).Checkpoint));
        endpoints.MapGet("/log/checkpoint.witnessed", context => NoteAsync(context, context.RequestServices.GetRequiredService<WitnessedCheckpoint>().Note));
        endpoints.MapGet("/log/log.vkey", context => NoteAsync(context, context.RequestServices.GetRequiredService<VerifierKey>().Text + "\n"));
        endpoints.MapGet("/log/{**path}", TileAsync);
    }

    private static AuditLog Log(HttpContext context) => context.RequestServices.GetRequiredService<AuditLog>();

    private static Task NoteAsync(HttpContext context, string note) =>
        note.Length == 0 ? NotFoundAsync(context) : SendAsync(context, Encoding.UTF8.GetBytes(note), Text, "no-cache");

    private static async Task TileAsync(HttpContext context)
    {
        var log = Log(context);
        if (!TileAddress.TryParse(context.GetRouteValue("path") as string ?? "", out var address) || address.Width > address.WidthAt(log.LastSigned.Size))
        {
            await NotFoundAsync(context); // also what is stored and not signed yet: it could still be cut by a crash
            return;
        }

        byte[] tile;
        try
        {
            tile = log.Tiles.Read(address);
        }
        catch (IOException)
        {
            await NotFoundAsync(context); // pruned
            return;
        }

        await SendAsync(context, tile, "application/octet-stream", "max-age=31536000, immutable");
    }

    private static Task SendAsync(HttpContext context, byte[] body, string type, string caching)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        context.Response.Headers.CacheControl = caching;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    private static Task NotFoundAsync(HttpContext context) => Problem.WriteAsync(context, StatusCodes.Status404NotFound, "not-found");
}
