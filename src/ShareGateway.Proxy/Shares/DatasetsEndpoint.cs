using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using ShareGateway.Policy;
using ShareGateway.Privacy.Transforms;
using ShareGateway.Proxy.Identity;
using ShareGateway.Proxy.Policies;
using ShareGateway.Proxy.Refusals;
using ShareGateway.Records;
using ShareGateway.Sharing;

namespace ShareGateway.Proxy.Shares;

/// <summary><c>GET /v1/datasets</c>: what the caller's own agreements cover, as delivered. No person's data, so no disclosure.</summary>
internal static class DatasetsEndpoint
{
    public static async Task ListAsync(HttpContext context)
    {
        var policies = context.Policies().Set;
        var (caller, barred) = Caller.Of(context);
        var refusal = barred ?? RefusalOf(caller, context.Request);
        if (refusal is not null)
        {
            await context.RequestServices.GetRequiredService<RefusalWriter>().WriteAsync(context, refusal);
            return;
        }

        context.Response.ContentType = MediaTypes.Of(RecordFormat.Json);
        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.Headers[Share.PolicyHeader] = policies.Hash;
        await context.Response.Body.WriteAsync(Write(policies.PlansOf(caller.RecipientId)), context.RequestAborted);
    }

    private static Refusal? RefusalOf(Caller caller, HttpRequest request)
    {
        if (caller.Recipient is null)
        {
            return new("unknown-recipient", StatusCodes.Status403Forbidden);
        }

        return request.QueryString.HasValue
            ? new("parameter-unknown", StatusCodes.Status400BadRequest) { Recipient = caller.RecipientId, ClientId = caller.ClientId }
            : null;
    }

    private static byte[] Write(IEnumerable<SharePlan> plans)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartArray("value");
            foreach (var plan in plans)
            {
                Write(json, plan);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, SharePlan plan)
    {
        json.WriteStartObject();
        json.WriteString("dataset", plan.Contract.Id);
        json.WriteString("version", plan.Contract.Version);
        json.WriteString("title", plan.Title);
        json.WriteString("agreement", $"{plan.AgreementId}@{plan.AgreementVersion}");
        json.WriteString("purpose", plan.Purpose);
        json.WriteString("legalBasis", plan.LegalBasis);
        json.WriteString("validFrom", plan.ValidFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("validUntil", plan.ValidUntil.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteStartArray("formats");
        foreach (var offer in Offers.AllOf(plan))
        {
            json.WriteStringValue(MediaTypes.Of(offer.Format));
        }

        json.WriteEndArray();
        json.WriteStartArray("fields");
        foreach (var field in plan.Fields)
        {
            Write(json, field);
        }

        json.WriteEndArray();
        json.WriteNumber("rowsPerDay", plan.RowsPerDay);
        json.WriteStartObject("afterDelivery");
        json.WriteString("keepFor", plan.AfterDelivery.KeepFor.ToString());
        json.WriteString("then", plan.AfterDelivery.Then);
        json.WriteString("actOnWithdrawalWithin", XmlConvert.ToString(plan.AfterDelivery.ActOnWithdrawalWithin));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PlannedField field)
    {
        var definition = TransformCatalogue.Find(field.Transform.Name)!;
        json.WriteStartObject();
        json.WriteString("name", field.Path.ToString());
        json.WriteString("type", definition.OutputType(field.Transform, field.Type).ToString().ToLowerInvariant());
        json.WriteString("delivered", definition.Describe(field.Transform, "en"));
        json.WriteEndObject();
    }
}
