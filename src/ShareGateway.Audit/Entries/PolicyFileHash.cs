namespace ShareGateway.Audit.Entries;

/// <summary>One file of a policy set.</summary>
/// <param name="Path">Relative to the policy folder, with forward slashes.</param>
/// <param name="Sha256">SHA-256 of its content, 64 lower-case hex digits.</param>
public readonly record struct PolicyFileHash(string Path, string Sha256);
