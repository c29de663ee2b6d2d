namespace ShareGateway.Audit.Entries;

/// <summary>One field of a disclosure, as it was delivered.</summary>
/// <param name="Name">Path of the field in the contract; never its value.</param>
/// <param name="Transform">What was done to it, with its parameters: <c>generalise(to: year)</c>.</param>
/// <param name="Category">Its personal-data category as a DPV term; empty when the contract gives none. Stands in the log as <c>class</c>.</param>
public readonly record struct DisclosedField(string Name, string Transform, string Category);
