namespace ShareGateway.Reports.Register;

/// <summary>
/// A person who was erased from the register while a side file of the log still named them: what that file brings later is left out. Goes as
/// soon as no such file stands.
/// </summary>
/// <param name="Key">The subject key, 32 hex digits in lower case.</param>
/// <param name="End">Entries from this one on are newer than the erasure and stay.</param>
internal sealed record PendingErasure(string Key, ulong End);
