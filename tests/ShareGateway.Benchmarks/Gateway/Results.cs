namespace ShareGateway.Benchmarks.Gateway;

/// <summary>What was measured, and what could not be.</summary>
internal sealed class Results
{
    private readonly List<Sample> _samples = [];

    /// <summary>All measurements in their order.</summary>
    public IReadOnlyList<Sample> Samples => _samples;

    /// <summary>Why a side was not measured.</summary>
    public Dictionary<(Work Work, Side Side), string> Missing { get; } = [];

    /// <summary>One for each start.</summary>
    public List<FirstAnswer> FirstAnswers { get; } = [];

    /// <summary>Memory during the long run, in bytes, in the order of time; empty when it was not asked for.</summary>
    public List<long> LongMemory { get; } = [];

    public void Add(Sample sample) => _samples.Add(sample);

    /// <summary>All of one work and side.</summary>
    public Sample[] Of(Work work, Side side) => [.. _samples.Where(sample => sample.Work == work && sample.Side == side)];

    /// <summary>Middle value; the mean of the two middle ones of an even number.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0
            ? throw new InvalidOperationException("nothing was measured")
            : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
