using System.Globalization;
using System.Text.Json;

namespace ShareGateway.Demo.Upstream;

/// <summary>The records of one dataset, each made from its place alone.</summary>
/// <param name="dataset">Which one.</param>
internal abstract class RetailerRecords(RetailerDataset dataset)
{
    /// <summary>The moment that all dates lie before.</summary>
    protected static readonly DateTimeOffset Epoch = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Which dataset these are.</summary>
    public RetailerDataset Dataset { get; } = dataset;

    /// <summary>The names in the first line of a CSV answer; empty when the dataset is not served as CSV.</summary>
    public abstract string[] Columns { get; }

    /// <summary>Writes one record as a JSON object.</summary>
    /// <param name="json">Where an object may begin.</param>
    /// <param name="record">Its place in the dataset, from 0.</param>
    public abstract void Write(Utf8JsonWriter json, int record);

    /// <summary>Writes one record's cells, in the order of <see cref="Columns"/>.</summary>
    public abstract void Write(CsvLine line, int record);

    /// <summary>Writes the subject id as odd as it is for this record.</summary>
    /// <param name="json">Inside an object.</param>
    /// <param name="name">The field's name.</param>
    /// <param name="id">The id as it should be.</param>
    /// <param name="number">The id as a number.</param>
    /// <param name="isNumber">True: a number is as it should be.</param>
    /// <param name="record">The record's place.</param>
    protected void WriteId(Utf8JsonWriter json, string name, string id, int number, bool isNumber, int record)
    {
        var odd = OddRecords.Of(Dataset, record);
        if (odd == OddKind.Missing)
        {
            return;
        }

        json.WritePropertyName(name);
        switch (odd)
        {
            case OddKind.Null:
                json.WriteNullValue();
                break;
            case OddKind.Empty:
                json.WriteStringValue("");
                break;
            case OddKind.Spaced:
                json.WriteStringValue($"  {id} ");
                break;
            case OddKind.Wrapped:
                json.WriteStartObject();
                json.WriteString("value", id);
                json.WriteEndObject();
                break;
            case OddKind.OtherType when isNumber:
                json.WriteStringValue(id);
                break;
            case OddKind.OtherType:
                json.WriteNumberValue(number);
                break;
            default:
                WriteAsDue(json, id, number, isNumber);
                break;
        }
    }

    /// <summary>The subject id's cell, as odd as CSV lets it be.</summary>
    protected string IdCell(string id, int number, int record) => OddRecords.Of(Dataset, record) switch
    {
        OddKind.Missing or OddKind.Null or OddKind.Empty => "",
        OddKind.Spaced => $"  {id} ",
        OddKind.Wrapped => $"{{\"value\":\"{id}\"}}",
        OddKind.OtherType => number.ToString(CultureInfo.InvariantCulture),
        _ => id,
    };

    /// <summary>A moment as the retailer's systems write it.</summary>
    protected static string Timestamp(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A date as the retailer's systems write it.</summary>
    protected static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The address that all datasets share.</summary>
    protected static void WriteAddress(Utf8JsonWriter json, Person person)
    {
        json.WriteStartObject("address");
        json.WriteString("street", person.Street);
        json.WriteString("postcode", person.Postcode);
        json.WriteString("city", person.City);
        json.WriteString("country", person.Country);
        json.WriteEndObject();
    }

    private static void WriteAsDue(Utf8JsonWriter json, string id, int number, bool isNumber)
    {
        if (isNumber)
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteStringValue(id);
        }
    }
}
