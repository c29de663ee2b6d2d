namespace ShareGateway.Reports.Register;

/// <summary>What has had its time.</summary>
/// <param name="Batches">Batches of the register, from the oldest on.</param>
/// <param name="Parts">Their files.</param>
/// <param name="LogBelow">Entries of the log before this one may go; 0 for none.</param>
public sealed record RetentionPlan(int Batches, int Parts, ulong LogBelow);
