namespace ShareGateway.Reports.Register;

/// <summary>A legal hold stands: nothing was removed.</summary>
/// <param name="holds">The holds.</param>
public sealed class HeldException(IEnumerable<LegalHold> holds)
    : Exception($"a legal hold stands, nothing was removed: {string.Join(", ", holds.Select(hold => $"`{hold.Name}`"))}")
{
    internal static void ThrowIfAny(string register)
    {
        var holds = LegalHolds.Read(register);
        if (!holds.IsEmpty)
        {
            throw new HeldException(holds);
        }
    }
}
