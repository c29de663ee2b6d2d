using System.Globalization;
using System.Text.Json;

namespace ShareGateway.Demo.Upstream;

/// <summary>Visits to the web shop. <c>session_cookie</c> and <c>fingerprint</c> stand in no contract.</summary>
internal sealed class VisitRecords() : RetailerRecords(RetailerDataset.Visits)
{
    private static readonly string[] Pages = ["/", "/soldes", "/panier", "/recherche?q=lampe&tri=prix", "/produit/été-2026", "/compte"];
    private static readonly string[] Referrers = ["", "https://recherche.example/?q=maison+nord", "https://reseau.example/post/118", "android-app://boutique.example"];

    /// <inheritdoc/>
    public override string[] Columns { get; } =
    [
        "visit_id", "account_id", "at", "ip", "user_agent", "page", "referrer", "duration_seconds", "country", "session_cookie", "fingerprint",
    ];

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json, int record)
    {
        var person = Person.At(OddRecords.PersonOf(Dataset, record));
        var visit = Visit.Of(record);
        json.WriteStartObject();
        json.WriteString("visit_id", visit.Id);
        WriteId(json, "account_id", Account(person), person.AccountId, isNumber: true, record);
        json.WriteString("at", Timestamp(visit.At));
        json.WriteString("ip", visit.Ip);
        json.WriteString("user_agent", visit.Browser);
        json.WriteString("page", visit.Page);
        json.WriteString("referrer", visit.Referrer);
        json.WriteNumber("duration_seconds", visit.Seconds);
        json.WriteString("country", person.Country);
        json.WriteString("session_cookie", visit.Cookie);
        json.WriteString("fingerprint", RetailerUpstream.Canary);
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public override void Write(CsvLine line, int record)
    {
        var person = Person.At(OddRecords.PersonOf(Dataset, record));
        var visit = Visit.Of(record);
        line.Add(visit.Id);
        line.Add(IdCell(Account(person), person.AccountId, record));
        line.Add(Timestamp(visit.At));
        line.Add(visit.Ip);
        line.Add(visit.Browser);
        line.Add(visit.Page);
        line.Add(visit.Referrer);
        line.Add(visit.Seconds.ToString(CultureInfo.InvariantCulture));
        line.Add(person.Country);
        line.Add(visit.Cookie);
        line.Add(RetailerUpstream.Canary);
    }

    private static string Account(Person person) => person.AccountId.ToString(CultureInfo.InvariantCulture);

    private sealed record Visit(string Id, DateTimeOffset At, string Ip, string Browser, string Page, string Referrer, int Seconds, string Cookie)
    {
        public static Visit Of(int record)
        {
            var draw = new Draw(DrawUse.Visit, record);
            return new Visit(
                string.Create(CultureInfo.InvariantCulture, $"V-{record + 1:D8}"),
                Epoch.AddSeconds(-draw.Next(31_000_000)),
                Address(ref draw),
                draw.Of(ShopPool.Browsers),
                draw.Of(Pages),
                draw.Of(Referrers),
                draw.Next(1_800),
                string.Create(CultureInfo.InvariantCulture, $"{RetailerUpstream.Canary}-{draw.Next(int.MaxValue):x8}"));
        }

        // Only the ranges that RFC 5737 and RFC 3849 keep for documentation.
        private static string Address(ref Draw draw) => draw.Next(3) switch
        {
            0 => string.Create(CultureInfo.InvariantCulture, $"198.51.100.{draw.Next(256)}"),
            1 => string.Create(CultureInfo.InvariantCulture, $"203.0.113.{draw.Next(256)}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"2001:db8:{draw.Next(65_536):x}::{draw.Next(65_535) + 1:x}"),
        };
    }
}
