using System.Text.Json;
using ShareGateway.Demo.Issuing;

namespace ShareGateway.Demo.Hosting;

/// <summary><c>demo.json</c>: addresses and tokens, for scripts.</summary>
internal static class DemoFile
{
    public static string Write(DemoSite site)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("gateway", Plain(site.Gateway));
            json.WriteString("management", Plain(site.Management));
            json.WriteString("upstream", Plain(site.Upstream));
            json.WriteString("consentToken", site.ConsentToken());
            json.WriteStartObject("staff");
            foreach (var person in DemoPerson.All)
            {
                json.WriteStartObject(person.Id);
                json.WriteString("role", person.Role);
                json.WriteString("token", site.StaffToken(person));
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteStartObject("recipients");
            foreach (var recipient in site.Policies.Recipients)
            {
                Write(json, site, recipient);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        var file = Path.Combine(site.Options.Data, "demo.json");
        PrivateFiles.Write(file, stream.ToArray());
        return file;
    }

    private static void Write(Utf8JsonWriter json, DemoSite site, Policy.Recipient recipient)
    {
        json.WriteStartObject(recipient.Id);
        json.WriteString("token", site.TokenFor(recipient));
        json.WriteStartObject("purposes");
        foreach (var purpose in site.Policies.PlansOf(recipient.Id).GroupBy(plan => plan.Purpose, StringComparer.Ordinal))
        {
            json.WriteStartArray(purpose.Key);
            foreach (var dataset in purpose.Select(plan => plan.Contract.Id).Distinct(StringComparer.Ordinal))
            {
                json.WriteStringValue(dataset);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Without the slash at the end, so that a path can be put behind it.</summary>
    private static string Plain(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
