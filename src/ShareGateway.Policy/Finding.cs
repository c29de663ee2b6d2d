namespace ShareGateway.Policy;

/// <summary>Something wrong in a policy file, told to its author. Findings are values: a load gives all of them at once.</summary>
/// <param name="Code">A stable code, <c>SGP</c> and three digits; <c>policies/README.md</c> lists them.</param>
/// <param name="File">The file, relative to the policy folder, with forward slashes.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1.</param>
/// <param name="Text">What is wrong; quotes what was written in backticks.</param>
/// <param name="Hint">What would be right; null when there is nothing to say.</param>
public sealed record Finding(string Code, string File, int Line, int Column, string Text, string? Hint)
{
    /// <summary>One line, as compilers write it: <c>file:line:column: code: text; hint</c>. A file's name may hold anything; <c>?</c> stands for what would mislead.</summary>
    public override string ToString() =>
        PlainText.Of(FormattableString.Invariant($"{File}:{Line}:{Column}: {Code}: {Text}{(Hint is null ? "" : "; " + Hint)}"));
}
