using System.Runtime.InteropServices;

namespace ShareGateway.Policy;

/// <summary>What a caller asks for, after authentication. Compared by value, ordinally; the zero value names no recipient and is refused.</summary>
/// <param name="RecipientId">The recipient that the caller's credential stands for.</param>
/// <param name="Dataset">A contract's id, with or without its major version: <c>customers</c> or <c>customers@1</c>.</param>
/// <param name="Purpose">The purpose that the caller states; null or empty when it states none.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ShareRequest(string RecipientId, string Dataset, string? Purpose);
