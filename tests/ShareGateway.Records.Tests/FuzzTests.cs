using ShareGateway.Fuzz;

namespace ShareGateway.Records.Tests;

/// <summary>A short run of the fuzz target, so that it keeps working; long ones are for <c>tests/ShareGateway.Fuzz</c>.</summary>
public sealed class FuzzTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(20261124)]
    public void Damaged_inputs_come_to_what_the_slow_reference_says(ulong seed)
    {
        var mutations = new Mutations(seed);
        for (int turn = 0; turn < 5000; turn++)
        {
            RewriterTarget.Run(mutations.Next());
        }
    }
}
