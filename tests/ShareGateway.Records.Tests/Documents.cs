using System.Globalization;
using System.Text;
using CsCheck;

namespace ShareGateway.Records.Tests;

/// <summary>Random records and programs that meet often enough to be interesting.</summary>
internal static class Documents
{
    private static readonly string[] Names = ["id", "to", "a", "b", "c", "l", "t", "m", "x", "é\"", "n"];
    private static readonly string[] Texts = ["p", "q", "no", "FR", "", "bad", "é😀", "a\"\\\n\u0001/", " q ", "12", "{", "["];
    private static readonly string[] Numbers = ["0", "-0", "7", "1.50", "1e3", "-12.5E-2", "123456789012345678901"];

    private static readonly string[] Columns = ["a", "b.a", "b.c.x", "n", "c", "é\"", "x"];

    private static readonly string[] Paths = ["id", "a", "b.a", "b.c.x", "l[].a", "l[].b.n", "t[]", "m[][]", "n", "é\"", "c", "to"];

    /// <summary>Any of some values.</summary>
    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    /// <summary>A record as text, with random white space, escapes and order of members; twins never.</summary>
    public static Gen<string> Record { get; } = Gen.Select(Object(2, ["id", "a", "b", "l", "t", "m", "n", "é\"", "to", "x"]), Gen.Int[0, 19], (o, other) => other == 0 ? "5" : o);

    public static Gen<string> Array { get; } = Record.Array[0, 6].Select(records => $"[{string.Join(" , ", records)}]");

    public static Gen<RecordProgram> Program { get; } = ProgramOf(Paths, "id", "id", "id", "id", "id", "id", "b.a", "l[].a");

    /// <summary>Programs that can come from columns.</summary>
    public static Gen<RecordProgram> FlatProgram { get; } =
        ProgramOf([.. Paths.Where(p => !p.Contains('[', StringComparison.Ordinal))], "id", "id", "id", "id", "b.a");

    /// <summary>A CSV body with a header; sometimes a row is not as long as it should be.</summary>
    public static Gen<string> Rows { get; } = Gen.Select(
        Gen.Shuffle(Columns), Gen.Int[2, 7], Cell.Array[10].Array[0, 6], OneOf("\n", "\r\n"), Gen.Int[0, 30]).Select(
        (names, count, cells, end, odd) =>
        {
            string[] header = ["id", "to", .. names.Take(count).Select(n => n.Contains('"', StringComparison.Ordinal) ? $"\"{n.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : n)];
            var rows = cells.Select((row, i) => string.Join(',', row.Take(odd == i ? 3 : header.Length).Select((cell, column) => column == 0 && odd > 5 ? "p" : cell)));
            return string.Join(end, rows.Prepend(string.Join(',', header))) + (odd % 2 == 0 ? end : "");
        });

    /// <summary>Bytes with one small thing wrong, or not.</summary>
    public static Gen<byte[]> Spoilt(byte[] body) => Gen.Select(Gen.Int[0, 6], Gen.Int[0, Math.Max(0, body.Length - 1)], OneOf(Spoilers), Gen.Int[1, 12]).Select(
        (how, at, spoiler, length) => how switch
        {
            _ when body.Length == 0 => [spoiler],
            0 => [.. body[..at], spoiler, .. body[(at + 1)..]],
            1 => [.. body[..at], spoiler, .. body[at..]],
            2 => [.. body[..at], .. body[Math.Min(body.Length, at + length)..]],
            3 => body[..at],
            >= 5 when System.Array.IndexOf(body, (byte)'{', at) is >= 0 and int brace => [.. body[..(brace + 1)], .. "\"a\":1,"u8, .. body[(brace + 1)..]],
            _ => [.. body[..Math.Min(body.Length, at + length)], .. body[at..]],
        });

    private static readonly byte[] Spoilers =
        [0, 9, 10, 13, 31, (byte)' ', (byte)'"', (byte)'\\', (byte)'/', (byte)',', (byte)':', (byte)'{', (byte)'}', (byte)'[', (byte)']', (byte)'-', (byte)'+',
         (byte)'.', (byte)'0', (byte)'1', (byte)'e', (byte)'u', (byte)'d', (byte)'n', (byte)'t', 0x7F, 0x80, 0xC3, 0xA9, 0xED, 0xF0, 0xFF];

    private static Gen<string> Cell => Gen.Frequency(
        (3, OneOf("p", "q", "no", "FR", "bad", "é😀", " q ", "=1", "-7x", "true", "false")),
        (2, OneOf(Numbers)),
        (1, OneOf("", "\"\"", "\"a,b\"", "\"a\"\"b\"", "\"a\r\nb\"", "\"7\"", "\"\"\"\"")));

    private static Gen<RecordProgram> ProgramOf(string[] paths, params string[] subjects) => Gen.Select(
        Gen.Select(OneOf(paths), OneOf("Text", "Text", "Integer", "Number", "Boolean"), OneOf("reveal", "reveal", "tag", "hide", "late", "drop"), OneOf("Null", "Null", "Null", "Null", "Null", "Null", "Null", "Null", "DropRecord", "FailRequest"))
            .Select(f => string.Join(':', f.Item1, f.Item2, f.Item3, f.Item4)).Array[0, 8],
        OneOf(subjects),
        Gen.Bool,
        OneOf(true, false, false, false, false),
        (fields, subject, optional, row) => Programs.With(
            [Programs.Subject(subject), .. optional ? [Programs.Subject("to", required: false)] : System.Array.Empty<SubjectField>()],
            row ? [Programs.Row("n", "7", "FR", "p", "")] : [],
            [.. fields.DistinctBy(f => f.Split(':')[0], StringComparer.Ordinal)]));

    /// <summary>A text with some of its characters escaped.</summary>
    public static Gen<string> Quoted(string text) => Gen.Int[0, 3].Select(seed =>
    {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.Length; i++)
        {
            bool escape = text[i] is '"' or '\\' or < ' ' || (seed > 1 && (i + seed) % 2 == 0) || (seed > 0 && char.IsSurrogate(text[i]));
            quoted.Append(escape ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:X4}") : text[i].ToString());
        }

        // A pair is escaped whole or not at all.
        string result = quoted.Append('"').ToString();
        return seed > 1 && text.Any(char.IsSurrogate) ? Quoted(text, all: true) : result;
    });

    private static string Quoted(string text, bool all) =>
        all ? "\"" + string.Concat(text.Select(c => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"))) + "\"" : text;

    private static Gen<string> Space => OneOf("", "", "", " ", "\n\t");

    private static Gen<string> Scalar => Gen.Frequency(
        (4, OneOf(Texts).SelectMany(Quoted)), (2, OneOf(Numbers)), (2, OneOf("true", "false", "null")));

    private static Gen<string> Value(int depth) => depth == 0
        ? Scalar
        : Gen.Frequency((4, Scalar), (2, Gen.Const(0).SelectMany(_ => Object(depth - 1, Names))), (2, Gen.Const(0).SelectMany(_ => List(depth - 1))));

    private static Gen<string> List(int depth) => Gen.Select(Value(depth).Array[0, 3], Space, (v, s) => $"[{s}{string.Join(s + ",", v)}{s}]");

    private static Gen<string> Object(int depth, string[] names) => Gen.Select(
        Gen.Shuffle(names),
        depth == 2 ? Gen.Int[4, names.Length] : Gen.Int[0, 4],
        Gen.Select(Value(depth), Space).Array[names.Length],
        Gen.Int[0, 5],
        (order, count, values, quoting) =>
        {
            var members = order.Take(count).Select((name, i) =>
                $"{Name(name, quoting)}{values[i].Item2}:{values[i].Item2}{Fitting(name, values[i].Item1, quoting)}");
            return "{" + string.Join(",", members) + "}";
        });

    private static string Name(string name, int quoting) => quoting == 0 ? Quoted(name, all: true) : $"\"{name.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    // Values must often be of the shape that programs expect, or hardly anything would be delivered.
    private static string Fitting(string name, string value, int quoting) => (name, value[0], quoting) switch
    {
        (_, _, 0) => value,
        ("id" or "to", '{' or '[' or 't' or 'f' or 'n', _) => "\"p\"",
        ("b", not '{', _) => $$"""{"a":{{value}}}""",
        ("l", not '[', _) => $$"""[{"a":{{value}}}]""",
        ("t", not '[', _) => $"[{value}]",
        _ => value,
    };
}
