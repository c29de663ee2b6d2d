namespace ShareGateway.Reports.Impact;

/// <summary>What becomes of requests that were refused.</summary>
/// <param name="Recipient">Who asked.</param>
/// <param name="Dataset">For what, as asked.</param>
/// <param name="Purpose">Why, as asked; empty when no purpose was stated.</param>
/// <param name="RefusedBefore">Why they were refused.</param>
/// <param name="RefusedNow">Why the new policies refuse them; empty when they would pass.</param>
/// <param name="Requests">How many.</param>
public sealed record RefusalImpact(string Recipient, string Dataset, string Purpose, string RefusedBefore, string RefusedNow, long Requests);
