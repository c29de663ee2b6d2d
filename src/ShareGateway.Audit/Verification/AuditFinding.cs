namespace ShareGateway.Audit.Verification;

/// <summary>Something wrong in a stored log.</summary>
/// <param name="File">Name of the file within the log's folder.</param>
/// <param name="OffsetBytes">Where in the file, from 0: the beginning of the frame, or 0 for small files.</param>
/// <param name="Text">What is wrong, and what would be right. Quotes no content.</param>
public sealed record AuditFinding(string File, long OffsetBytes, string Text)
{
    /// <summary><c>file:offset: text</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{File}:{OffsetBytes}: {Text}");
}
