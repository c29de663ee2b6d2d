namespace ShareGateway.Proxy.Policies.Folder;

/// <summary>
/// Tells when a folder has changed and stands still again, so that no half-written state is read. It is asked at regular intervals; a
/// change counts once two looks in a row see the same, and nobody is known to be writing.
/// </summary>
/// <param name="stamp">What the folder looks like now.</param>
/// <param name="isBeingWritten">True while somebody is known to be writing.</param>
/// <param name="clock">Measures how long it has waited.</param>
internal sealed class FolderWatch(Func<string> stamp, Func<bool> isBeingWritten, TimeProvider clock)
{
    /// <summary>Longest wait for somebody who is writing: whoever holds a lock for longer has died.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private string? _read;
    private string? _seen;
    private long? _movingSince;

    /// <summary>True when the folder has been moving, or locked, for longer than <see cref="Patience"/>.</summary>
    public bool IsOverdue => _movingSince is { } since && clock.GetElapsedTime(since) >= Patience;

    /// <summary>Looks at the folder: true when it should be read now.</summary>
    public bool ShouldRead()
    {
        var now = stamp();
        if (now == _read)
        {
            (_seen, _movingSince) = (now, null);
            return false;
        }

        _movingSince ??= clock.GetTimestamp();
        var stands = now == _seen;
        _seen = now;
        return stands && (!isBeingWritten() || IsOverdue);
    }

    /// <summary>After reading: true when the folder did not change meanwhile. What was read may then be used, and is not read again.</summary>
    public bool Confirm()
    {
        var now = stamp();
        if (now != _seen)
        {
            _seen = now;
            return false;
        }

        (_read, _movingSince) = (now, null);
        return true;
    }

    /// <summary>Lets the folder be read again though it looks the same.</summary>
    public void Forget() => _read = null;
}
