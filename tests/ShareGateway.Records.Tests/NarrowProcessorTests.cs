using ShareGateway.Tests;

namespace ShareGateway.Records.Tests;

/// <summary>Readers look at 64 bytes at a time, in one register or in several.</summary>
public sealed class NarrowProcessorTests
{
    [Theory]
    [MemberData(nameof(NarrowProcessor.Widths), MemberType = typeof(NarrowProcessor))]
    public Task Records_are_read_and_written_alike_with_fewer_registers(string setting) => NarrowProcessor.RunAsync(
        setting, nameof(BlockTests), nameof(CsvTests), nameof(EveryCutTests), nameof(OutputBufferTests), nameof(SpoiltInputTests), nameof(TemplateTests));
}
