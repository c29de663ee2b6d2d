using System.Text.Json;

namespace ShareGateway.Audit.Entries;

/// <summary>
/// Reads the JSON of an entry: each field under its name and in its place, or <see cref="FormatException"/>. <c>opens</c> names the
/// object that begins just before a field.
/// </summary>
internal ref struct EntryReader(ReadOnlySpan<byte> json)
{
    private Utf8JsonReader _json = new(json, new JsonReaderOptions { MaxDepth = 8 });

    public void Start()
    {
        Next();
        Expect(JsonTokenType.StartObject, "{");
    }

    public string Text(string name, string? opens = null)
    {
        Name(name, opens);
        Expect(JsonTokenType.String, name);
        return _json.GetString()!;
    }

    public long Number(string name, string? opens = null)
    {
        Name(name, opens);
        Expect(JsonTokenType.Number, name);
        return _json.TryGetInt64(out long number) && number >= 0
            ? number
            : throw new FormatException($"expected `{name}` to be a whole number from 0");
    }

    /// <summary>Takes a number that may be missing at the end of an object.</summary>
    public long NumberOrNothing(string name, long otherwise)
    {
        var ahead = _json; // a copy: the reader is a value
        return ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName ? Number(name) : otherwise;
    }

    public int Count(string name, string? opens = null) =>
        Number(name, opens) is <= int.MaxValue and var number ? (int)number : throw new FormatException($"expected `{name}` to be below 2^31");

    public int OneOf(string name, string[] values)
    {
        int index = Array.IndexOf(values, Text(name));
        return index >= 0 ? index : throw new FormatException($"expected `{name}` to be one of {string.Join(", ", values)}");
    }

    public void StartObject(string name)
    {
        Name(name, null);
        Expect(JsonTokenType.StartObject, name);
    }

    public void StartList(string name)
    {
        Name(name, null);
        Expect(JsonTokenType.StartArray, name);
    }

    /// <summary>Steps into the next object of a list; false at the list's end.</summary>
    public bool NextItem()
    {
        Next();
        if (_json.TokenType == JsonTokenType.EndArray)
        {
            return false;
        }

        Expect(JsonTokenType.StartObject, "{");
        return true;
    }

    /// <summary>Takes the next name and text of a map; false at the map's end.</summary>
    public bool NextPair(out string name, out string value)
    {
        (name, value) = ("", "");
        Next();
        if (_json.TokenType == JsonTokenType.EndObject)
        {
            return false;
        }

        Expect(JsonTokenType.PropertyName, "a name");
        name = _json.GetString()!;
        Next();
        Expect(JsonTokenType.String, "a text");
        value = _json.GetString()!;
        return true;
    }

    public void EndObject()
    {
        Next();
        Expect(JsonTokenType.EndObject, "}");
    }

    private void Name(string name, string? opens)
    {
        if (opens is not null)
        {
            StartObject(opens);
        }

        Next();
        if (_json.TokenType != JsonTokenType.PropertyName || !_json.ValueTextEquals(name))
        {
            throw new FormatException($"expected `{name}` at byte {_json.TokenStartIndex} of the entry");
        }

        Next();
    }

    private void Next()
    {
        if (!_json.Read())
        {
            throw new FormatException("expected more of the entry");
        }
    }

    private readonly void Expect(JsonTokenType type, string what)
    {
        if (_json.TokenType != type)
        {
            throw new FormatException($"expected `{what}` at byte {_json.TokenStartIndex} of the entry");
        }
    }
}
