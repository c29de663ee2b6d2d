namespace ShareGateway.Cli.People;

/// <summary>One person's keys with one controller.</summary>
/// <param name="Controller">The scope; empty when the keys were given.</param>
/// <param name="Audit">Keys of the audit trail, one per epoch, 16 bytes each.</param>
/// <param name="Consent">Keys of the consent store, 16 bytes each.</param>
internal sealed record PersonKeys(string Controller, byte[][] Audit, byte[][] Consent);
