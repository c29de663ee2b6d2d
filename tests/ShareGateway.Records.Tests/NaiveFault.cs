namespace ShareGateway.Records.Tests;

/// <summary>The slow reference's word for <see cref="RecordException"/>.</summary>
internal sealed class NaiveFault(RecordFault fault) : Exception
{
    public RecordFault Fault { get; } = fault;

    public static void If(bool isBroken, RecordFault fault)
    {
        if (isBroken)
        {
            throw new NaiveFault(fault);
        }
    }
}
