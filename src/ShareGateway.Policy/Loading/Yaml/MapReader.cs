using System.Collections.Frozen;
using System.Collections.Immutable;
using ShareGateway.Policy.Vocabulary;

namespace ShareGateway.Policy.Loading.Yaml;

/// <summary>
/// Takes a map apart key by key. Every question names a key that is known; <see cref="Done"/> then reports the rest, so that no key is
/// read over (I8). An answer is null when the key is absent or wrong; a finding then says so where one is due.
/// </summary>
internal sealed class MapReader
{
    private readonly FileFindings _findings;
    private readonly Dictionary<string, YamlEntry> _unread;
    private readonly List<string> _known = [];
    private readonly YamlMap _map;

    public MapReader(YamlMap map, FileFindings findings)
    {
        (_map, _findings) = (map, findings);
        _unread = map.Entries.ToDictionary(entry => entry.Key.Text, StringComparer.Ordinal);
    }

    public FileFindings Findings => _findings;

    /// <summary>The map's first character.</summary>
    public Mark At => _map.At;

    /// <summary>Every key that is there, and its line.</summary>
    public FrozenDictionary<string, int> Lines => _map.Entries.ToFrozenDictionary(entry => entry.Key.Text, entry => entry.Key.At.Line, StringComparer.Ordinal);

    /// <summary>The entries that no question has named yet, in the file's order; they count as read then.</summary>
    public ImmutableArray<YamlEntry> TakeRest()
    {
        ImmutableArray<YamlEntry> rest = [.. _map.Entries.Where(entry => _unread.ContainsKey(entry.Key.Text))];
        _unread.Clear();
        return rest;
    }

    /// <summary>A value that must be there.</summary>
    public Placed<T>? Required<T>(string key, Func<string, Reading<T>> read) => RequiredValue(key) is { } value ? Read(key, value, read) : null;

    /// <summary>A value that may be absent.</summary>
    public Placed<T>? Optional<T>(string key, Func<string, Reading<T>> read) => Take(key) is { } entry ? Read(key, entry.Value, read) : null;

    /// <summary>A list of at least one value that must be there; empty when it is absent or wrong.</summary>
    public ImmutableArray<Placed<T>> RequiredList<T>(string key, Func<string, Reading<T>> read) =>
        RequiredValue(key) is { } value ? ReadList(key, value, read) : [];

    /// <summary>A list of at least one value that may be absent; null when it is absent, empty when it is wrong.</summary>
    public ImmutableArray<Placed<T>>? OptionalList<T>(string key, Func<string, Reading<T>> read) =>
        Take(key) is { } entry ? ReadList(key, entry.Value, read) : null;

    /// <summary>A map that must be there.</summary>
    public MapReader? RequiredMap(string key) => RequiredValue(key) is { } value ? AsMap(key, value) : null;

    /// <summary>A map that may be absent.</summary>
    public MapReader? OptionalMap(string key) => Take(key) is { } entry ? AsMap(key, entry.Value) : null;

    /// <summary>A list of maps that must be there and hold one at least.</summary>
    public ImmutableArray<MapReader> RequiredMaps(string key) => RequiredValue(key) is { } value ? AsMaps(key, value) : [];

    /// <summary>A list of maps that may be absent.</summary>
    public ImmutableArray<MapReader> OptionalMaps(string key) => Take(key) is { } entry ? AsMaps(key, entry.Value) : [];

    /// <summary>A value of any shape that must be there.</summary>
    public YamlValue? RequiredValue(string key)
    {
        if (Take(key) is { } entry)
        {
            return entry.Value;
        }

        _findings.Add(FindingCodes.MissingKey, At, $"key `{key}` is missing");
        return null;
    }

    /// <summary>A value of any shape that may be absent.</summary>
    public YamlValue? OptionalValue(string key) => Take(key)?.Value;

    /// <summary>Where a key stands; null when it is absent. Does not count as reading it.</summary>
    public Mark? PlaceOf(string key) => _map.Entries.FirstOrDefault(entry => entry.Key.Text == key)?.Key.At;

    /// <summary>Reads over keys whose meaning is published elsewhere and which the gateway does not act on.</summary>
    public void PassOver(params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            Take(key);
        }
    }

    /// <summary>Reports a key that a later version will know: better refused than read and not enforced.</summary>
    public void NotYet(string key, string why)
    {
        if (_unread.Remove(key, out var entry))
        {
            _findings.Add(FindingCodes.NotYetSupported, entry.Key.At, $"key `{key}` is not supported yet", $"leave it out: {why}");
        }
    }

    /// <summary>Reports every key that no question named.</summary>
    public void Done()
    {
        foreach (var (key, _) in TakeRest())
        {
            _findings.Add(FindingCodes.UnknownKey, key.At, $"unknown key `{key.Text}`", Nearest.Hint(key.Text, _known));
        }
    }

    /// <summary>Reads one value that is not behind a key of this map.</summary>
    public Placed<T>? Read<T>(string key, YamlValue value, Func<string, Reading<T>> read)
    {
        if (value is not YamlText { IsNothing: false } text)
        {
            _findings.Add(FindingCodes.WrongShape, value.At, $"`{key}` takes text, got {value.Shape}");
            return null;
        }

        var reading = read(text.Text);
        if (reading.IsValue(out var result))
        {
            return new Placed<T>(result, text.At, text.Text);
        }

        _findings.Add(reading.Problem.Code, text.At, reading.Problem.Text, reading.Problem.Hint);
        return null;
    }

    /// <summary>A map that is not behind a key of this map.</summary>
    public MapReader? AsMap(string key, YamlValue value)
    {
        if (value is YamlMap map)
        {
            return new MapReader(map, _findings);
        }

        _findings.Add(FindingCodes.WrongShape, value.At, $"`{key}` takes a map, got {value.Shape}");
        return null;
    }

    /// <summary>A list of texts that is not behind a key of this map; empty when it is wrong.</summary>
    public ImmutableArray<Placed<T>> ReadList<T>(string key, YamlValue value, Func<string, Reading<T>> read)
    {
        var items = ImmutableArray.CreateBuilder<Placed<T>>();
        var seen = new HashSet<T>();
        foreach (var item in Items(key, value))
        {
            if (Read(key, item, read) is not { } placed)
            {
                continue;
            }

            if (seen.Add(placed.Value))
            {
                items.Add(placed);
            }
            else
            {
                _findings.Add(FindingCodes.TwiceInMap, item.At, $"`{placed.Value}` stands twice in `{key}`");
            }
        }

        return items.ToImmutable();
    }

    /// <summary>A list of maps that is not behind a key of this map.</summary>
    public ImmutableArray<MapReader> AsMaps(string key, YamlValue value) =>
        [.. Items(key, value).Select(item => AsMap(key, item)).OfType<MapReader>()];

    private ImmutableArray<YamlValue> Items(string key, YamlValue value)
    {
        if (value is YamlList { Items.Length: > 0 } list)
        {
            return list.Items;
        }

        string got = value is YamlList ? "an empty one" : value.Shape;
        _findings.Add(FindingCodes.WrongShape, value.At, $"`{key}` takes a list, got {got}");
        return [];
    }

    private YamlEntry? Take(string key)
    {
        _known.Add(key);
        return _unread.Remove(key, out var entry) ? entry : null;
    }
}
