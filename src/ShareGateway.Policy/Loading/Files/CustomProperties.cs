using System.Collections.Immutable;
using ShareGateway.Policy.Loading.Yaml;

namespace ShareGateway.Policy.Loading.Files;

/// <summary>Reads the <c>customProperties</c> of ODCS, a list of property and value, as the map that it stands for.</summary>
internal static class CustomProperties
{
    /// <summary>The properties; null when there are none.</summary>
    public static MapReader? Read(MapReader owner)
    {
        var at = owner.PlaceOf("customProperties");
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in owner.OptionalMaps("customProperties"))
        {
            var property = item.Required("property", Values.AnyText);
            var value = item.RequiredValue("value");
            item.PassOver("description", "id");
            item.Done();
            if (property is null || value is null)
            {
                continue;
            }

            if (seen.Add(property.Value))
            {
                entries.Add(new YamlEntry(new YamlText(property.At, property.Value, IsPlain: true), value));
            }
            else
            {
                owner.Findings.Add(FindingCodes.TwiceInMap, property.At, $"property `{property.Value}` stands twice");
            }
        }

        return at is { } place ? new MapReader(new YamlMap(place, entries.ToImmutable()), owner.Findings) : null;
    }
}
