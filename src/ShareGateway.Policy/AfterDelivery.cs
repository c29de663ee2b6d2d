namespace ShareGateway.Policy;

/// <summary>What the recipient owes once it has the data. Promises of the agreement: the gateway tells them, and cannot enforce them.</summary>
/// <param name="KeepFor">How long it may keep the data.</param>
/// <param name="Then">What it does then: <c>erase</c> or <c>return</c>.</param>
/// <param name="ActOnWithdrawalWithin">How soon it acts when a person withdraws.</param>
public sealed record AfterDelivery(Period KeepFor, string Then, TimeSpan ActOnWithdrawalWithin);
