namespace ShareGateway.Policy.Loading.Yaml;

/// <summary>A value and the place where an author wrote it.</summary>
/// <param name="Value">What it says.</param>
/// <param name="At">Its first character.</param>
/// <param name="Written">The text as written, for findings that quote it.</param>
internal sealed record Placed<T>(T Value, Mark At, string Written);
