namespace ShareGateway.Reports.Register;

/// <summary>Why nothing may be pruned or erased for the time being (GDPR, article 17(3)(b) and (e)).</summary>
/// <param name="Name">Its name: <c>[a-z0-9][a-z0-9.-]*</c>, 64 characters at most.</param>
/// <param name="Reason">In the words of the one who placed it; never about a person.</param>
/// <param name="Placed">When.</param>
public sealed record LegalHold(string Name, string Reason, DateTimeOffset Placed);
