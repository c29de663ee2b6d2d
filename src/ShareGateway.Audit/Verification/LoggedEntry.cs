using ShareGateway.Audit.Entries;

namespace ShareGateway.Audit.Verification;

/// <summary>An entry with the people whom its side file names.</summary>
/// <param name="View">The entry.</param>
/// <param name="Subjects">
/// The people of a disclosure, in rising order; null when they are not known, because the side file was erased or does not fit the entry.
/// Empty for entries that name nobody.
/// </param>
public sealed record LoggedEntry(AuditEntryView View, IReadOnlyList<SubjectReference>? Subjects);
