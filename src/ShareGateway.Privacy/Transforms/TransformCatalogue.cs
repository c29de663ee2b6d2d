using System.Collections.Immutable;

namespace ShareGateway.Privacy.Transforms;

/// <summary>The one list of transforms: what is not here does not exist.</summary>
public static class TransformCatalogue
{
    /// <summary>All transforms, from the one that shows most to those that show nothing.</summary>
    public static ImmutableArray<TransformDefinition> All { get; } =
    [
        new Reveal(),
        new Mask(),
        new Generalise(),
        new Pseudonymise(),
        new Blank(),
        new Drop(),
    ];

    /// <summary>The transform of this name, case kept; null when there is none.</summary>
    public static TransformDefinition? Find(string name) => All.FirstOrDefault(definition => definition.Name == name);
}
