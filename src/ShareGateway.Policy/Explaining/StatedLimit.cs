namespace ShareGateway.Policy.Explaining;

/// <summary>What one file says of a limit.</summary>
/// <param name="Place">Where it says so.</param>
/// <param name="Value">In the words of policy files: <c>P24M</c>.</param>
/// <param name="Decides">True when this is what holds: no other file says anything tighter.</param>
public sealed record StatedLimit(PolicyPlace Place, string Value, bool Decides);
