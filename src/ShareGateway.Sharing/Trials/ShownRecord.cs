using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace ShareGateway.Sharing.Trials;

/// <summary>One record of an answer, down to its single values.</summary>
/// <param name="Values">In the answer's order.</param>
internal sealed record ShownRecord(ImmutableArray<ShownValue> Values)
{
    /// <summary>Takes a JSON object apart.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static ShownRecord OfJson(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Of(document.RootElement);
    }

    /// <summary>Takes a JSON object apart.</summary>
    public static ShownRecord Of(JsonElement record)
    {
        var values = ImmutableArray.CreateBuilder<ShownValue>();
        Take(values, record, "", "");
        return new ShownRecord(values.ToImmutable());
    }

    private static void Take(ImmutableArray<ShownValue>.Builder values, JsonElement element, string path, string place)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    Take(values, member.Value, Below(path, member.Name), Below(place, member.Name));
                }

                break;
            case JsonValueKind.Array when element.GetArrayLength() > 0:
                int i = 0;
                foreach (var item in element.EnumerateArray())
                {
                    Take(values, item, path + "[]", string.Create(CultureInfo.InvariantCulture, $"{place}[{i++}]"));
                }

                break;
            case JsonValueKind.String:
                values.Add(new(path, place, ShownKind.Text, element.GetString()!));
                break;
            case JsonValueKind.Null:
                values.Add(new(path, place, ShownKind.Null, ""));
                break;
            default:
                values.Add(new(path, place, ShownKind.Bare, element.GetRawText()));
                break;
        }
    }

    private static string Below(string path, string name) => path.Length == 0 ? name : path + "." + name;
}

/// <summary>What a value of an answer is. A cell of CSV may be text or not; only its reader knows.</summary>
internal enum ShownKind
{
    Null = 0,
    Text = 1,
    Bare = 2,
    Cell = 3,
}

/// <summary>One value of an answer.</summary>
/// <param name="Path">The field's path: <c>basket[].sku</c>.</param>
/// <param name="Place">Where it stands in its record: <c>basket[0].sku</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As it stands there, escapes undone.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ShownValue(string Path, string Place, ShownKind Kind, string Text)
{
    /// <summary>As a test's author would write it.</summary>
    public override string ToString() => Kind switch
    {
        ShownKind.Null => "null",
        ShownKind.Text => $"\"{Text}\"",
        _ => Text,
    };
}
