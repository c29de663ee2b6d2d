using System.Globalization;
using System.Text.Json;

namespace ShareGateway.Demo.Upstream;

/// <summary>
/// Purchases with their baskets; not served as CSV. One in 20 holds a gift for someone else. <c>cashier</c>, <c>basket[].margin</c> and
/// <c>payment_reference</c> stand in no contract.
/// </summary>
internal sealed class PurchaseRecords() : RetailerRecords(RetailerDataset.Purchases)
{
    private const int OneGiftIn = 20;

    /// <inheritdoc/>
    public override string[] Columns => [];

    /// <summary>The person whose number stands in the basket as the one who gets a gift; null for most purchases.</summary>
    /// <param name="record">The purchase's place, from 0.</param>
    /// <param name="people">How many people there are; someone is picked from those within 50 places.</param>
    public static int? GiftFor(int record, int people)
    {
        var draw = new Draw(DrawUse.Purchase, -1L - record);
        if (!draw.OneIn(OneGiftIn) || people < 2)
        {
            return null;
        }

        int giver = OddRecords.PersonOf(RetailerDataset.Purchases, record);
        int other = giver + (draw.OneIn(2) ? 1 : -1) * (1 + draw.Next(50));
        return other < 0 || other >= people ? (giver == 0 ? 1 : giver - 1) : other;
    }

    /// <summary>How many people the upstream has; a gift goes to one of them.</summary>
    public required int People { get; init; }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json, int record)
    {
        var person = Person.At(OddRecords.PersonOf(Dataset, record));
        var draw = new Draw(DrawUse.Purchase, record);
        json.WriteStartObject();
        json.WriteString("purchase_id", string.Create(CultureInfo.InvariantCulture, $"P-{record + 1:D8}"));
        WriteId(json, "customer_id", person.CustomerId, person.Index + 1, isNumber: false, record);
        json.WriteString("purchase_date", Timestamp(Epoch.AddSeconds(-draw.Next(63_000_000))));
        json.WriteString("birth_date", Date(person.BirthDate));
        WriteStore(json, ref draw);
        WriteAddress(json, person);
        json.WriteString("country", person.Country);
        decimal total = WriteBasket(json, ref draw, GiftFor(record, People));
        json.WriteNumber("total", total);
        json.WriteStartObject("cashier");
        json.WriteString("name", draw.Of(ShopPool.Cashiers));
        json.WriteString("badge", RetailerUpstream.Canary);
        json.WriteEndObject();
        json.WriteString("payment_reference", string.Create(CultureInfo.InvariantCulture, $"{RetailerUpstream.Canary}-{draw.Next(int.MaxValue)}"));
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public override void Write(CsvLine line, int record) => throw new NotSupportedException("purchases are nested");

    private static void WriteStore(Utf8JsonWriter json, ref Draw draw)
    {
        int store = draw.Next(ShopPool.ShopTowns.Length);
        json.WriteStartObject("store");
        json.WriteString("id", string.Create(CultureInfo.InvariantCulture, $"S-{store + 1:D3}"));
        json.WriteString("city", ShopPool.ShopTowns[store]);
        json.WriteEndObject();
    }

    private static decimal WriteBasket(Utf8JsonWriter json, ref Draw draw, int? giftFor)
    {
        decimal total = 0;
        int lines = 1 + draw.Next(4);
        int gift = giftFor is null ? -1 : draw.Next(lines);
        json.WriteStartArray("basket");
        for (int i = 0; i < lines; i++)
        {
            int good = draw.Next(ShopPool.Goods.Length);
            int quantity = 1 + draw.Next(3);
            decimal price = (99 + draw.Next(14_901)) / 100m;
            total += quantity * price;
            json.WriteStartObject();
            json.WriteString("sku", string.Create(CultureInfo.InvariantCulture, $"SKU-{good + 1_000}"));
            json.WriteString("label", ShopPool.Goods[good]);
            json.WriteNumber("quantity", quantity);
            json.WriteNumber("unit_price", price);
            if (i == gift)
            {
                json.WriteString("gift_for", Person.CustomerIdOf(giftFor!.Value));
            }

            json.WriteNumber("margin", draw.Next(60) / 100m);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        return total;
    }
}
