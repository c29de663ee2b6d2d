using System.Globalization;
using System.Text;

namespace ShareGateway.Benchmarks.Gateway;

/// <summary>The records that the upstream serves: 17 values in about 475 bytes, each about one of a million invented people.</summary>
internal static class RecordBodies
{
    private const string OnePath = "/one";
    private const string HundredPath = "/hundred";

    // Odd and not a divisor of a million: record after record, people lie far apart in the index, and none comes twice.
    private const int Stride = 381_371;
    private static readonly string[] Cities = ["Lille", "Amiens", "Rouen", "Arras", "Dunkerque", "Calais", "Valenciennes"];
    private static readonly string[] Levels = ["bronze", "silver", "gold"];

    /// <summary>Customer number of a person.</summary>
    public static string IdOf(int person) => string.Create(CultureInfo.InvariantCulture, $"C-{person:D7}");

    /// <summary>Nine people of ten have consented.</summary>
    public static bool HasConsent(int person) => person % 10 != 9;

    /// <summary>How many of a body's records are about people who have consented.</summary>
    public static int Permitted(int records) => Enumerable.Range(0, records).Count(record => HasConsent(PersonOf(record)));

    /// <summary>All bodies by path.</summary>
    public static IReadOnlyDictionary<string, (string MediaType, byte[] Body)> All(int streamBytes) => new Dictionary<string, (string, byte[])>(StringComparer.Ordinal)
    {
        [OnePath] = ("application/json", Page(1)),
        [HundredPath] = ("application/json", Page(100)),
        ["/array"] = ("application/json", Big(streamBytes, "[", ",", "]")),
        ["/lines.ndjson"] = ("application/x-ndjson", Big(streamBytes, "", "\n", "\n")),
    };

    /// <summary>How many records fill a big body.</summary>
    public static int RecordsIn(ReadOnlySpan<byte> big) => big.Count("\"customer_id\""u8);

    private static byte[] Page(int records) =>
        Encoding.UTF8.GetBytes($"{{\"value\":[{string.Join(',', Enumerable.Range(0, records).Select(Record))}]}}");

    private static byte[] Big(int bytes, string start, string between, string end)
    {
        using var body = new MemoryStream(bytes + 1024);
        body.Write(Encoding.UTF8.GetBytes(start));
        for (var record = 0; body.Length < bytes; record++)
        {
            body.Write(Encoding.UTF8.GetBytes(record == 0 ? Record(record) : between + Record(record)));
        }

        body.Write(Encoding.UTF8.GetBytes(end));
        return body.ToArray();
    }

    private static int PersonOf(int record) => (int)((long)record * Stride % BenchmarkOptions.People);

    private static string Record(int record)
    {
        var person = PersonOf(record);
        return string.Create(CultureInfo.InvariantCulture,
            $"{{\"customer_id\":\"{IdOf(person)}\",\"household_id\":\"H-{person / 3:D7}\",\"first_name\":\"Prenom{person % 997}\",\"last_name\":\"Nom-De-Famille{person % 7919}\","
            + $"\"email\":\"prenom{person % 997}.nom{person % 7919}@people.example\",\"phone\":\"+336{person:D8}\",\"birth_year\":{1940 + (person % 65)},"
            + $"\"address\":{{\"street\":\"{person % 200} rue des Exemples Fleuris\",\"postcode\":\"{59000 + (person % 900)}\",\"city\":\"{Cities[person % Cities.Length]}\",\"country\":\"FR\"}},"
            + $"\"loyalty_level\":\"{Levels[person % Levels.Length]}\",\"points\":{person % 20000},\"newsletter\":{(person % 2 == 0 ? "true" : "false")},"
            + $"\"total\":{person % 4000}.5,\"created_at\":\"2021-03-{1 + (person % 28):D2}T05:06:07Z\",\"last_store\":\"Boutique numéro {person % 60}\"}}");
    }
}
