namespace ShareGateway.Proxy.Identity;

/// <summary>
/// Which remembered token a connection showed last. The server keeps a connection's last headers and gives the same text again while the bytes
/// are the same, so that a partner's further requests need no hash of the token. Set on each connection of the partners' listener; ends with it.
/// Safe for several threads.
/// </summary>
internal sealed class ShownToken
{
    private Shown? _last;

    /// <summary>What was remembered of the token in a header.</summary>
    /// <param name="header">The very text that it was shown in; another one, also with equal letters, is unknown. Nothing is compared, so nothing can be timed.</param>
    public CheckedTokens.Entry? EntryOf(string header) =>
        Volatile.Read(ref _last) is { } last && ReferenceEquals(last.Header, header) ? last.Entry : null;

    /// <summary>It was shown, and holds.</summary>
    public void Keep(string header, CheckedTokens.Entry entry) => Volatile.Write(ref _last, new(header, entry));

    private sealed record Shown(string Header, CheckedTokens.Entry Entry);
}
