namespace ShareGateway.Audit.Entries;

/// <summary>What an entry says about the people in it without naming one: how many, and a hash that binds the log to who they are.</summary>
/// <param name="Count">Different people.</param>
/// <param name="Hash">SHA-256("sgset1" ‖ nonce ‖ n ‖ sorted references) in lower-case hex; the nonce lies in the side file. Empty when the entry is about nobody.</param>
public readonly record struct SubjectCommitment(int Count, string Hash)
{
    /// <summary>For entries of a kind that names no people.</summary>
    public static SubjectCommitment None => new(0, "");
}
