using System.Globalization;
using System.Text.Json;

namespace ShareGateway.Demo.Upstream;

/// <summary>People as the shops know them. <c>internal_score</c>, <c>notes</c> and <c>_etag</c> stand in no contract.</summary>
internal sealed class CustomerRecords() : RetailerRecords(RetailerDataset.Customers)
{
    private static readonly string[] Levels = ["bronze", "bronze", "bronze", "silver", "silver", "gold"];
    private static readonly string[] Tags = ["sport", "maison", "enfants", "jardin", "déco", "=1+1", "prêt-à-porter"];

    /// <inheritdoc/>
    public override string[] Columns { get; } =
    [
        "customer_id", "first_name", "last_name", "email", "phone", "birth_date", "address.street", "address.postcode", "address.city",
        "address.country", "country", "loyalty_level", "household_income", "created_at", "tags", "internal_score", "notes.text", "_etag",
    ];

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json, int record)
    {
        var person = Person.At(OddRecords.PersonOf(Dataset, record));
        var rest = Rest.Of(person);
        json.WriteStartObject();
        WriteId(json, "customer_id", person.CustomerId, person.Index + 1, isNumber: false, record);
        json.WriteString("first_name", person.FirstName);
        json.WriteString("last_name", person.LastName);
        json.WriteString("email", person.Email);
        json.WriteString("phone", person.Phone);
        json.WriteString("birth_date", Date(person.BirthDate));
        WriteAddress(json, person);
        json.WriteString("country", person.Country);
        json.WriteString("loyalty_level", rest.Level);
        json.WriteNumber("household_income", rest.Income);
        json.WriteString("created_at", Timestamp(rest.CreatedAt));
        json.WriteStartArray("tags");
        foreach (string tag in rest.Tags)
        {
            json.WriteStringValue(tag);
        }

        json.WriteEndArray();
        json.WriteNumber("internal_score", rest.Score);
        json.WriteStartObject("notes");
        json.WriteString("text", rest.Note);
        json.WriteEndObject();
        json.WriteString("_etag", rest.Etag);
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public override void Write(CsvLine line, int record)
    {
        var person = Person.At(OddRecords.PersonOf(Dataset, record));
        var rest = Rest.Of(person);
        line.Add(IdCell(person.CustomerId, person.Index + 1, record));
        line.Add(person.FirstName);
        line.Add(person.LastName);
        line.Add(person.Email);
        line.Add(person.Phone);
        line.Add(Date(person.BirthDate));
        line.Add(person.Street);
        line.Add(person.Postcode);
        line.Add(person.City);
        line.Add(person.Country);
        line.Add(person.Country);
        line.Add(rest.Level);
        line.Add(rest.Income.ToString(CultureInfo.InvariantCulture));
        line.Add(Timestamp(rest.CreatedAt));
        line.Add(string.Join('|', rest.Tags));
        line.Add(rest.Score.ToString(CultureInfo.InvariantCulture));
        line.Add(rest.Note);
        line.Add(rest.Etag);
    }

    private sealed record Rest(string Level, int Income, DateTimeOffset CreatedAt, string[] Tags, decimal Score, string Note, string Etag)
    {
        public static Rest Of(Person person)
        {
            var draw = new Draw(DrawUse.Customer, person.Index);
            return new Rest(
                draw.Of(Levels),
                12_000 + (draw.Next(1_680) * 100),
                Epoch.AddSeconds(-draw.Next(150_000_000)),
                [.. CustomerRecords.Tags.Skip(draw.Next(7)).Take(draw.Next(4))],
                draw.Next(10_000) / 10_000m,
                $"{draw.Of(ShopPool.Remarks)}\nappeler {person.FirstName}, {RetailerUpstream.Canary}",
                string.Create(CultureInfo.InvariantCulture, $"{RetailerUpstream.Canary}-{draw.Next(int.MaxValue):x8}"));
        }
    }
}
