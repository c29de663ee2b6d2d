namespace ShareGateway.Sharing.Trials;

/// <summary>A clock that stands still.</summary>
internal sealed class TrialClock(DateTimeOffset now) : TimeProvider
{
    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => now;
}
