namespace ShareGateway.Policy;

/// <summary>One invented record of an upstream.</summary>
/// <param name="Line">Where it begins in the test's file, from 1.</param>
/// <param name="Json">The record as a JSON object; each value has the type that the contract says.</param>
public sealed record PolicyTestRecord(int Line, string Json);
