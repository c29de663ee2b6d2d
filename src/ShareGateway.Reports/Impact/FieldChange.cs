namespace ShareGateway.Reports.Impact;

/// <summary>A field that would leave in another form than the log says it left.</summary>
/// <param name="Field">Its path in the contract.</param>
/// <param name="Before">What was done to it; empty when it did not leave.</param>
/// <param name="After">What would be done to it, as <c>generalise(to: year)</c>; empty when it would no longer leave.</param>
public sealed record FieldChange(string Field, string Before, string After);
