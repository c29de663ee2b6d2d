namespace ShareGateway.Policy.Explaining;

/// <summary>A line that a decision rests on.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Says">What it says, in the words of policy files: <c>purpose: dpv:DirectMarketing</c>.</param>
public sealed record DecidingLine(PolicyPlace Place, string Says);
