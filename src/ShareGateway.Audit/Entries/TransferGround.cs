namespace ShareGateway.Audit.Entries;

/// <summary>Where a disclosure goes and what permits that.</summary>
/// <param name="Country">Country of the recipient; ISO 3166-1 alpha-2 or a <c>loc:</c> term, as the policy writes it.</param>
/// <param name="Tool">Transfer tool as a DPV term; empty inside the area of free movement.</param>
public readonly record struct TransferGround(string Country, string Tool);
