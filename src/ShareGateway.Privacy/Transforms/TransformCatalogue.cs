using System.Collections.Immutable;

namespace ShareGateway.Privacy.Transforms;

/// <summary>The one list of transforms: what is not here does not exist.</summary>
public static class TransformCatalogue
{
    /// <summary>All transforms, from the one that shows most to those that show nothing.</summary>
    public static ImmutableArray<TransformDefinition> All { get; } =
    [
        new Reveal(),
        new RedactText(),
        new TopCode(),
        new Noise(),
        new ShiftDate(),
        new Mask(),
        new MaskEmail(),
        new MaskPhone(),
        new MaskIban(),
        new MaskCard(),
        new MaskName(),
        new MaskNir(),
        new Generalise(),
        new AgeBand(),
        new Postcode(),
        new RoundPosition(),
        new Geohash(),
        new TruncateIp(),
        new StripUrl(),
        new UserAgentFamily(),
        new Tokenise(),
        new EncryptFormat(),
        new Pseudonymise(),
        new Fake(),
        new Constant(),
        new TypeName(),
        new Blank(),
        new Drop(),
    ];

    /// <summary>The transform of this name, case kept; null when there is none.</summary>
    public static TransformDefinition? Find(string name) => All.FirstOrDefault(definition => definition.Name == name);
}
