using System.Globalization;

namespace ShareGateway.Benchmarks.Gateway;

/// <summary>How much is measured.</summary>
/// <param name="Rounds">Interleaved rounds; medians are over these.</param>
/// <param name="Load">Length of one load of small requests.</param>
/// <param name="StreamBytes">Size of the big bodies.</param>
/// <param name="Starts">Starts of which the first answer is weighed.</param>
/// <param name="Long">Also 10 GB through the gateway.</param>
internal sealed record BenchmarkOptions(int Rounds, TimeSpan Load, int StreamBytes, int Starts, bool Long)
{
    /// <summary>Requests at a time.</summary>
    public const int Connections = 8;

    /// <summary>The same for <see cref="Work.OneOfMany"/>.</summary>
    public const int ManyConnections = 64;

    private const int Megabyte = 1_000_000;
    private const int MaxRounds = 50;

    /// <summary>People of whom a consent is known.</summary>
    public const int People = 1_000_000;

    /// <summary>What the long run sends, in bytes of the upstream.</summary>
    public const long LongBytes = 10_000L * Megabyte;

    public static BenchmarkOptions Whole { get; } = new(5, TimeSpan.FromSeconds(2), 100 * Megabyte, 3, Long: false);

    public static BenchmarkOptions Quick { get; } = new(2, TimeSpan.FromSeconds(1), 20 * Megabyte, 1, Long: false);

    /// <summary>Reads the command line.</summary>
    /// <returns>Null when a word is unknown.</returns>
    public static BenchmarkOptions? Read(ReadOnlySpan<string> args)
    {
        var options = args.Contains("--quick") ? Quick : Whole;
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--quick":
                    break;
                case "--long":
                    options = options with { Long = true };
                    break;
                case "--rounds" when i + 1 < args.Length && RoundsIn(args[++i]) is { } rounds:
                    options = options with { Rounds = rounds };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }

    private static int? RoundsIn(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) && rounds is > 0 and <= MaxRounds ? rounds : null;
}
