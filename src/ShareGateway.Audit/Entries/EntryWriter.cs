using System.Buffers;
using System.Text.Json;

namespace ShareGateway.Audit.Entries;

/// <summary>Writes the JSON of an entry, with a bound on each text, so that no caller can fill the log with one value.</summary>
internal sealed class EntryWriter(IBufferWriter<byte> output) : IDisposable
{
    internal const int MaxText = 256;
    internal const int MaxLongText = 1024;

    [ThreadStatic]
    private static Utf8JsonWriter? _spare;

    private readonly Utf8JsonWriter _json = Take(output);

    public void Text(string name, string value) => Bounded(name, value, MaxText);

    public void LongText(string name, string value) => Bounded(name, value, MaxLongText);

    public void Number(string name, long value)
    {
        if (value < 0)
        {
            throw new ArgumentException($"expected `{name}` not to be negative", nameof(value));
        }

        _json.WriteNumber(name, value);
    }

    public void StartObject(string name) => _json.WriteStartObject(name);

    public void StartItem() => _json.WriteStartObject();

    public void EndObject() => _json.WriteEndObject();

    public void StartList(string name) => _json.WriteStartArray(name);

    public void StartItems() => _json.WriteStartArray();

    /// <summary>Writes what this writer has made before.</summary>
    public void Raw(string name, ReadOnlySpan<byte> json)
    {
        _json.WritePropertyName(name);
        _json.WriteRawValue(json, skipInputValidation: true);
    }

    public void EndList() => _json.WriteEndArray();

    public void Finish() => _json.Flush();

    public void Dispose() => _spare = _json; // what was not flushed is dropped by the next Reset

    private static Utf8JsonWriter Take(IBufferWriter<byte> output)
    {
        var json = _spare ?? new Utf8JsonWriter(output);
        _spare = null;
        json.Reset(output);
        return json;
    }

    private void Bounded(string name, string value, int most)
    {
        if (value is null || value.Length > most)
        {
            throw new ArgumentException($"expected `{name}` to have at most {most} characters", nameof(value));
        }

        _json.WriteString(name, value);
    }
}
