namespace ShareGateway.Audit.Log;

/// <summary>Proof within the process that an entry is durable; made by <see cref="AuditLog"/> only after its bytes are on the disk.</summary>
/// <param name="Index">Position of the entry in the log, from 0.</param>
public readonly record struct AuditReceipt(ulong Index);
