namespace ShareGateway.Policy.Loading.Files;

/// <summary>Where a file stands in the policy folder.</summary>
/// <param name="File">Relative to the policy folder, with forward slashes.</param>
/// <param name="Scope">The scope it belongs to: <c>fr/maison-nord</c>; empty for the group.</param>
/// <param name="Kind">What a file in this place must be: <c>Guardrail</c>, <c>Recipient</c>, <c>Contract</c>, <c>Agreement</c>, <c>PolicyTest</c> or
/// <c>Transfers</c>.</param>
/// <param name="Name">The file's name without <c>.yaml</c>.</param>
internal sealed record FilePlace(string File, string Scope, string Kind, string Name)
{
    /// <summary>True when something at this place may use what stands at another: its own scope, or one above it.</summary>
    public bool Sees(FilePlace other) => IsAtOrBelow(other.Scope);

    /// <summary>True when this place's scope is a scope or lies below it.</summary>
    public bool IsAtOrBelow(string scope) =>
        scope.Length == 0 || Scope == scope || Scope.StartsWith(scope + "/", StringComparison.Ordinal);
}
