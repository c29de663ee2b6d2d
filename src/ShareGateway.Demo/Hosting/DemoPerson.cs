namespace ShareGateway.Demo.Hosting;

/// <summary>Somebody of the demo's group who may use the management listener.</summary>
/// <param name="Id">The person's id at the issuer.</param>
/// <param name="Role">What the person may do.</param>
internal sealed record DemoPerson(string Id, string Role)
{
    /// <summary>Two data protection officers, since some things take two, and one operator.</summary>
    public static IReadOnlyList<DemoPerson> All { get; } = [new("first-dpo", "dpo"), new("second-dpo", "dpo"), new("operator", "operator")];
}
