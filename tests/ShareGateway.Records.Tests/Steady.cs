using System.Text;
using System.Text.Json;
using CsCheck;

namespace ShareGateway.Records.Tests;

/// <summary>Bodies whose records are alike but for their values, as most servers write them; what was learnt of the first is tried on the others.</summary>
internal static class Steady
{
    private const int PaddingBytes = 200; // white space behind the last record, so that it too can be read as those before it

    private static readonly string[] Plain = ["\"p\"", "\"q\"", "\"no\"", "\"\"", "\"FR\"", "\"bad\"", "\"é\"", "\"una città\"", "\"€\"", "\"😀\"", "\"sixty-five bytes of text are more than one word of marks can hold\""];
    private static readonly string[] Odd = ["null", "7", "true", "\"a\\\"b\"", "\"\\u0070\"", "{}", "[]", "1e3", "-0.5"];
    private static readonly string[] Malformed = ["01", "1.", "00", "-", "1e", "tru", "nul", "\"\u0001\"", "\"\\x\"", "\"\\ud800\"", ""];
    private static readonly string[] Numbers = ["0", "7", "12", "-7", "1.50", "0.5", "123456789012345", "1234567890123456", "1.1234567890123456", "1e3"];

    /// <summary>Texts of records.</summary>
    public static Gen<string[]> Records { get; } = Gen.Select(Documents.Record, Gen.Int[4, 12], Gen.Int[0, 3], (shape, count, oddity) =>
        Gen.Select(Gen.Int[0, 999], Documents.OneOf(Plain), Documents.OneOf(Odd), Documents.OneOf(Numbers)).Array[40].Array[count]
            .Select(values => values.Select((v, i) => i < 2 ? shape : Vary(shape, v, oddity)).ToArray())).SelectMany(g => g);

    /// <summary>Them in a body, with white space behind them or not.</summary>
    public static string Body(RecordFormat format, string[] records, bool isPadded) => format is RecordFormat.Ndjson
        ? string.Join('\n', records.Select(r => r.Replace('\n', ' '))) + (isPadded ? new string('\n', PaddingBytes) : "")
        : $"[{string.Join(',', records)}{(isPadded ? new string(' ', PaddingBytes) : "")}]";

    /// <summary>The same record with other values, mostly of the same kind.</summary>
    private static string Vary(string shape, (int Chance, string Plain, string Odd, string Number)[] values, int oddity)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(shape);
        var text = new StringBuilder();
        int copied = 0;
        int next = 0;
        bool names = false; // a person
        var reader = new Utf8JsonReader(bytes);
        while (reader.Read())
        {
            names = reader.TokenType is JsonTokenType.PropertyName ? reader.ValueTextEquals("id") || reader.ValueTextEquals("to") : names;
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null)
            {
                var (chance, plain, odd, number) = values[next++ % values.Length];
                string value = chance < oddity ? Malformed[chance * 3 % Malformed.Length] : chance < 20 * oddity ? odd : reader.TokenType switch
                {
                    JsonTokenType.String => names && chance % 16 > 0 ? "\"p\"" : plain,
                    JsonTokenType.Number => number,
                    _ => chance % 2 == 0 ? "true" : "false",
                };
                text.Append(Encoding.UTF8.GetString(bytes.AsSpan(copied, (int)reader.TokenStartIndex - copied))).Append(value);
                copied = (int)reader.BytesConsumed;
            }
        }

        return text.Append(Encoding.UTF8.GetString(bytes.AsSpan(copied))).ToString();
    }
}
