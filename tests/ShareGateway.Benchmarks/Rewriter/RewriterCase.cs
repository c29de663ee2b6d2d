namespace ShareGateway.Benchmarks.Rewriter;

/// <summary>A body, the rewriter, and what it is measured against; all take turns in one run.</summary>
/// <param name="Name">As the table shows it.</param>
/// <param name="Bytes">Length of the body.</param>
/// <param name="Records">Records in it.</param>
/// <param name="Ours">The rewriter.</param>
/// <param name="Theirs">The yardstick.</param>
/// <param name="Must">The least ratio of throughputs that is good enough.</param>
/// <param name="Aim">The ratio that is aimed at.</param>
internal sealed record RewriterCase(string Name, int Bytes, int Records, Contender Ours, Contender Theirs, double Must, double Aim);
