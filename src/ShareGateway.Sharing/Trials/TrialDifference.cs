namespace ShareGateway.Sharing.Trials;

/// <summary>One thing that did not come as expected.</summary>
/// <param name="What">Where in the answer: <c>status</c>, <c>people</c>, <c>record 2, birth_date</c>, ….</param>
/// <param name="Expected">As the test has it.</param>
/// <param name="Actual">As it came.</param>
/// <param name="Line">Where the test says so, from 1.</param>
public sealed record TrialDifference(string What, string Expected, string Actual, int Line);
