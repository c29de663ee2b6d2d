using ShareGateway.Keys.Storage;

namespace ShareGateway.Keys.Tests;

/// <summary>A disk that dies before a step, and for good: what a crash at that point leaves. It keeps the steps that it was asked for.</summary>
internal sealed class FailingKeyDisk(int at = int.MaxValue) : KeyDisk
{
    public List<string> Steps { get; } = [];

    protected override void Step(string what)
    {
        if (Steps.Count >= at)
        {
            throw new IOException($"no disk any more: {what}");
        }

        Steps.Add(what);
    }
}
