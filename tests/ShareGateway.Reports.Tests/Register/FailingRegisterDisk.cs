using ShareGateway.Reports.Register;

namespace ShareGateway.Reports.Tests.Register;

/// <summary>A disk that dies before a step, and for good: what a crash at that point leaves.</summary>
internal sealed class FailingRegisterDisk(int at) : RegisterDisk
{
    public int Steps { get; private set; }

    protected override void Step(string what)
    {
        if (Steps++ >= at)
        {
            throw new IOException($"no disk any more: {what}");
        }
    }
}
