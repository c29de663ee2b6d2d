namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// One thing that is wrong with a transform as a policy writes it. A value, not an exception: an author wants to see them all.
/// </summary>
/// <param name="Parameter">The parameter at fault; null when it is the transform as a whole or something that is missing.</param>
/// <param name="Text">What is wrong: lower case, no full stop, the author's words in backticks.</param>
/// <param name="Hint">What would be right; null when the text says it.</param>
public sealed record TransformProblem(string? Parameter, string Text, string? Hint);
