namespace ShareGateway.Benchmarks.Rewriter;

/// <summary>One way to go through a body; a whole pass is timed.</summary>
/// <param name="Name">As the table shows it.</param>
/// <param name="Pass">Goes through the whole body once.</param>
internal sealed record Contender(string Name, Action Pass);
