using System.Text;
using System.Text.Json;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Verification;

namespace ShareGateway.EndToEnd.Tests.Fixture;

/// <summary>Upstream records, and reading of answers and entries.</summary>
internal static class Bodies
{
    public const string Marketing = "dpv:DirectMarketing";
    public const string Recommendations = "dpv:ProvideProductRecommendations";
    public const string Fraud = "dpv:FraudPreventionAndDetection";
    public const string Research = "dpv:CommercialResearch";

    /// <summary>A customer as the CRM sends one, with fields that no contract names.</summary>
    /// <param name="id">Customer number.</param>
    /// <param name="mark">Stands in every value that must not leave as it is.</param>
    /// <param name="birthDate">As the upstream writes it.</param>
    /// <param name="more">Further members, each with a comma before it.</param>
    public static string Customer(string id, string mark = "x", string birthDate = "1984-05-17", string more = "") =>
        $$"""
        {"customer_id":"{{id}}","first_name":"{{mark}}-first","last_name":"{{mark}}-last","email":"{{mark}}@people.example","phone":"+33 6 00 00 00 00 {{mark}}",
        "birth_date":"{{birthDate}}","address":{"street":"1 rue {{mark}}","postcode":"59800","city":"Lille","country":"FR","door_code":"{{mark}}-door"},
        "country":"FR","loyalty_level":"gold","household_income":43210,"created_at":"2021-03-04T05:06:07Z","tags":["garden"],
        "internal_score":0.77,"notes":{"text":"{{mark}}-note","more":[{"deep":"{{mark}}-deep"}]},"_etag":"{{mark}}-etag"{{more}}}
        """;

    /// <summary>A purchase as the loyalty system sends one.</summary>
    /// <param name="id">Customer number of the buyer.</param>
    /// <param name="giftFor">Customer number of the person who gets the gift; none when null.</param>
    /// <param name="country">For the agreement's row rule.</param>
    /// <param name="mark">Stands in every value that must not leave as it is.</param>
    public static string Purchase(string id, string? giftFor = null, string country = "FR", string mark = "x") =>
        $$"""
        {"purchase_id":"{{mark}}-P1","customer_id":"{{id}}","purchase_date":"2026-09-14T10:20:30Z","birth_date":"1984-05-17","store":{"id":"S1","city":"Lille"},
        "address":{"street":"1 rue {{mark}}","postcode":"59800","city":"Lille","country":"{{country}}"},"country":"{{country}}",
        "basket":[{"sku":"SKU-1","label":"{{mark}}-label","quantity":2,"unit_price":9.90,"margin":3.1},
        {"sku":"SKU-2","label":"b","quantity":1,"unit_price":5.00{{(giftFor is null ? "" : $",\"gift_for\":\"{giftFor}\"")}}}],
        "total":24.80,"cashier":{"name":"{{mark}}-cashier","badge":"{{mark}}-badge"},"payment_reference":"{{mark}}-pay"}
        """;

    public static async Task<JsonElement> ProblemAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync());
    }

    public static async Task<string> ReasonAsync(HttpResponseMessage response) => (await ProblemAsync(response)).GetProperty("reason").GetString()!;

    public static string Header(this HttpResponseMessage response, string name) => response.Headers.GetValues(name).Single();

    /// <summary>All entries of a log.</summary>
    public static IReadOnlyList<AuditEntryView> Entries(this GatewayUnderTest gateway) => AuditLogReader.Latest(gateway.AuditFolder, 1_000_000);

    /// <summary>Entries of one kind, oldest first.</summary>
    public static T[] Entries<T>(this GatewayUnderTest gateway)
        where T : AuditEntry => [.. gateway.Entries().Select(stored => stored.Entry).OfType<T>()];

    /// <summary>Waits for a share's closing entry: it is written after the answer's last byte.</summary>
    public static async Task<ClosingEntry> ClosingAsync(this GatewayUnderTest gateway, string disclosureId)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await tick.WaitForNextTickAsync(limit.Token))
        {
            if (gateway.Entries<ClosingEntry>().SingleOrDefault(entry => entry.DisclosureId == disclosureId) is { } closing)
            {
                return closing;
            }
        }

        throw new InvalidOperationException("unreachable");
    }

    /// <summary>A text in the forms in which it could slip through a search: plain, base64, hexadecimal, percent-encoded.</summary>
    public static IEnumerable<string> FormsOf(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        yield return text;
        yield return Convert.ToHexString(bytes);
        yield return Convert.ToHexStringLower(bytes);
        yield return Uri.EscapeDataString(text);
        for (var shift = 0; shift < 3; shift++)
        {
            // Base64 of a longer text holds one of three cuts of ours, less the characters that its neighbours share.
            var cut = Convert.ToBase64String([.. new byte[shift], .. bytes]);
            yield return cut[((shift * 8 + 5) / 6)..(cut.TrimEnd('=').Length - 1)];
        }
    }
}
