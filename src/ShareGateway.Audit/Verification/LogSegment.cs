namespace ShareGateway.Audit.Verification;

/// <summary>One segment of a stored log.</summary>
/// <param name="FirstIndex">Index of its first entry.</param>
/// <param name="End">Index of the first entry behind it; null for the segment that still grows.</param>
/// <param name="HasSideFile">False once the side file with its people was erased.</param>
public sealed record LogSegment(ulong FirstIndex, ulong? End, bool HasSideFile);
