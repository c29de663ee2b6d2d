using System.Globalization;
using System.Text;

namespace ShareGateway.Benchmarks.Rewriter;

/// <summary>Bodies of invented people: 17 values in about 475 bytes a record, the same in every run.</summary>
internal static class RewriterBodies
{
    private const int AddressStart = 7;
    private const int AddressEnd = 11;

    private static readonly string[] Cities = ["Lille", "Amiens", "Rouen", "Arras", "Dunkerque", "Calais", "Valenciennes"];
    private static readonly string[] Names =
    [
        "customer_id", "household_id", "first_name", "last_name", "email", "phone", "birth_year", "street", "postcode", "city", "country",
        "loyalty_level", "points", "newsletter", "total", "created_at", "last_store",
    ];

    private static readonly string[] Levels = ["bronze", "silver", "gold"];

    /// <summary>Every record has the same members in the same order.</summary>
    public static byte[] Lines(int records) => Join(records, "", "\n", "\n", i => $"{{{string.Join(',', Members(i))}}}");

    /// <summary>As <see cref="Lines"/>, in one array.</summary>
    public static byte[] Array(int records) => Join(records, "[", ",", "]", i => $"{{{string.Join(',', Members(i))}}}");

    /// <summary>As <see cref="Lines"/>, with a blank behind each colon and comma, as some serialisers write.</summary>
    public static byte[] Spaced(int records) => Join(
        records, "", "\n", "\n", i => $"{{{string.Join(", ", Members(i).Select(m => m.Replace("\":", "\": ", StringComparison.Ordinal)))}}}");

    /// <summary>As <see cref="Lines"/>, the order of members different in each record.</summary>
    public static byte[] Shuffled(int records) => Join(records, "", "\n", "\n", i => $"{{{string.Join(',', Shuffle(Members(i), (uint)i + 1))}}}");

    /// <summary>The same people as rows.</summary>
    public static byte[] Rows(int records) =>
        Join(records, string.Join(',', Names) + "\r\n", "\r\n", "\r\n", i => string.Join(',', Values(i).Select(v => v.Trim('"'))));

    private static byte[] Join(int records, string start, string between, string end, Func<int, string> record)
    {
        var text = new StringBuilder(start);
        for (int i = 0; i < records; i++)
        {
            text.Append(i == 0 ? "" : between).Append(record(i));
        }

        return Encoding.UTF8.GetBytes(text.Append(end).ToString());
    }

    private static string[] Members(int i)
    {
        string[] members = [.. Names.Zip(Values(i), (name, value) => $"\"{name}\":{value}")];
        string address = string.Join(',', members[AddressStart..AddressEnd]);
        return [.. members[..AddressStart], $"\"address\":{{{address}}}", .. members[AddressEnd..]];
    }

    private static string[] Values(int i) =>
    [
        Invariant($"\"C-{i:D7}\""), Invariant($"\"H-{i / 3:D7}\""), Invariant($"\"Prenom{i % 997}\""), Invariant($"\"Nom-De-Famille{i % 7919}\""),
        Invariant($"\"prenom{i % 997}.nom{i % 7919}@people.example\""), Invariant($"\"+336{i:D8}\""), Invariant($"{1940 + (i % 65)}"),
        Invariant($"\"{i % 200} rue des Exemples Fleuris\""), Invariant($"\"{59000 + (i % 900)}\""), $"\"{Cities[i % Cities.Length]}\"", "\"FR\"",
        $"\"{Levels[i % Levels.Length]}\"", Invariant($"{i % 20000}"), i % 2 == 0 ? "true" : "false", Invariant($"{i % 4000}.5"),
        Invariant($"\"2021-03-{1 + (i % 28):D2}T05:06:07Z\""), Invariant($"\"Boutique numéro {i % 60}\""),
    ];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // Fisher and Yates with a linear congruence (Numerical Recipes): the same order in every run.
    private static string[] Shuffle(string[] members, uint seed)
    {
        for (int i = members.Length - 1; i > 0; i--)
        {
            seed = (seed * 1664525) + 1013904223;
            int other = (int)((seed >> 8) % (uint)(i + 1));
            (members[i], members[other]) = (members[other], members[i]);
        }

        return members;
    }
}
