namespace ShareGateway.Audit.Entries;

/// <summary>An entry as it stands in the log, with what the log added.</summary>
/// <param name="Index">Position in the log, from 0.</param>
/// <param name="Time">When the entry was handed to the log, UTC, to the microsecond.</param>
/// <param name="Node">Name of the log: the origin of its checkpoints.</param>
/// <param name="Entry">What it says; tell the kinds apart by type.</param>
/// <param name="Subjects">Count of and commitment to the people in it.</param>
public sealed record AuditEntryView(ulong Index, DateTimeOffset Time, string Node, AuditEntry Entry, SubjectCommitment Subjects);
