namespace ShareGateway.Benchmarks.Rewriter;

/// <summary>One line of the table.</summary>
/// <param name="Case">Which body.</param>
/// <param name="MegabytesPerSecond">Ours: input bytes by the median CPU time of a pass.</param>
/// <param name="Yardstick">Whose bytes per second ours are divided by.</param>
/// <param name="YardstickMegabytesPerSecond">The same for the yardstick.</param>
/// <param name="Ratio">The median of the rounds' own ratios.</param>
/// <param name="RatioLow">A tenth of the rounds are below.</param>
/// <param name="RatioHigh">A tenth of the rounds are above.</param>
/// <param name="Must">From the requirement.</param>
/// <param name="Aim">From the requirement.</param>
/// <param name="NanosecondsPerRecord">Ours.</param>
/// <param name="BytesAllocatedPerRecord">Ours: all that the response allocates, its buffers too, over its records; a record by itself allocates nothing (<c>AllocationTests</c>).</param>
internal sealed record RewriterResult(
    string Case,
    double MegabytesPerSecond,
    string Yardstick,
    double YardstickMegabytesPerSecond,
    double Ratio,
    double RatioLow,
    double RatioHigh,
    double Must,
    double Aim,
    double NanosecondsPerRecord,
    double BytesAllocatedPerRecord);
