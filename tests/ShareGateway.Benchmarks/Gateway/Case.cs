namespace ShareGateway.Benchmarks.Gateway;

/// <summary>What is asked for.</summary>
internal enum Work
{
    One,
    Hundred,
    Lines,
    Array,

    /// <summary>One record, over many connections.</summary>
    OneOfMany,
}

/// <summary>Who answers.</summary>
internal enum Side
{
    Plain,
    WholeOnDisk,
    WholeInMemory,
    MasksOnDisk,
    MasksInMemory,
    Lua,
}

/// <summary>One request that is measured again and again.</summary>
/// <param name="Work">What is asked for.</param>
/// <param name="Side">Who answers.</param>
/// <param name="Process">Whose CPU is counted.</param>
/// <param name="Port">Where it listens.</param>
/// <param name="Path">Target of the request.</param>
/// <param name="Headers">Lines such as <c>Accept: text/csv</c>.</param>
/// <param name="Records">How many records the answer must hold.</param>
internal sealed record Case(Work Work, Side Side, ChildProcess Process, int Port, string Path, string[] Headers, int Records)
{
    /// <summary>True for a body that is timed as a whole; else many small ones are counted.</summary>
    public bool IsStream => Work is Work.Lines or Work.Array;
}

/// <summary>One measurement.</summary>
/// <param name="Work">What was asked for.</param>
/// <param name="Side">Who answered.</param>
/// <param name="PerSecond">Requests a second, or bytes of the upstream's body.</param>
/// <param name="CpuMicroseconds">User and system time of the proxy for one answer.</param>
/// <param name="P50">Milliseconds; 0 for big bodies.</param>
/// <param name="P99">Milliseconds; 0 for big bodies.</param>
internal sealed record Sample(Work Work, Side Side, double PerSecond, double CpuMicroseconds, double P50, double P99);
