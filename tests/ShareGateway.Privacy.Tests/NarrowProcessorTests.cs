using ShareGateway.Privacy.Tests.Keys;
using ShareGateway.Privacy.Tests.Transforms;
using ShareGateway.Tests;

namespace ShareGateway.Privacy.Tests;

/// <summary>Masks and keyed hashes have a form for each width of register.</summary>
public sealed class NarrowProcessorTests
{
    [Theory]
    [MemberData(nameof(NarrowProcessor.Widths), MemberType = typeof(NarrowProcessor))]
    public Task Masks_and_pseudonyms_are_the_same_with_fewer_registers(string setting) => NarrowProcessor.RunAsync(
        setting, nameof(MaskTests), nameof(PreparedMacTests), nameof(GoldenTests));
}
