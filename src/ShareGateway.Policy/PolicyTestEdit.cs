namespace ShareGateway.Policy;

/// <summary>An edit of a policy file that must be refused.</summary>
/// <param name="Name">What it shows, for people.</param>
/// <param name="Line">Where it begins in the test's file, from 1.</param>
/// <param name="File">The file to edit, relative to the policy folder.</param>
/// <param name="Replace">A text that stands exactly once in the file.</param>
/// <param name="With">What stands there after the edit.</param>
/// <param name="Code">The code of a finding that the edited file must have.</param>
public sealed record PolicyTestEdit(string Name, int Line, string File, string Replace, string With, string Code);
