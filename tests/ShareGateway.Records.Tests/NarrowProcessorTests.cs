using ShareGateway.Tests;

namespace ShareGateway.Records.Tests;

/// <summary>Readers look at 64 bytes at a time, in one register or in several.</summary>
public sealed class NarrowProcessorTests
{
    [Theory]
    [MemberData(nameof(NarrowProcessor.Widths), MemberType = typeof(NarrowProcessor))]
    public Task Records_are_read_and_written_alike_with_fewer_registers(string setting) =>
        NarrowProcessor.RunAsync(setting, [.. Slow(setting), nameof(CsvTests), nameof(EveryCutTests), nameof(OutputBufferTests), nameof(SpoiltInputTests), nameof(TemplateTests)]);

    // Every offset takes long: once, for the width that most processors without the widest registers have.
    private static string[] Slow(string setting) => setting == "DOTNET_EnableAVX512" ? [nameof(BlockTests)] : [];
}
