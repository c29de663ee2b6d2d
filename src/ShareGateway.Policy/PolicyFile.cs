namespace ShareGateway.Policy;

/// <summary>One file of a policy set.</summary>
/// <param name="Path">Relative to the policy folder, with forward slashes.</param>
/// <param name="Sha256">SHA-256 of its content, 64 lower-case hex digits.</param>
public sealed record PolicyFile(string Path, string Sha256);
