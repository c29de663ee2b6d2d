using System.Collections.Frozen;

namespace ShareGateway.Policy.Guardrails;

/// <summary>A guardrail as a policy set keeps it: what it limits, and on which line, for those who ask why.</summary>
public sealed record ScopeGuardrail
{
    private readonly FrozenDictionary<(string Limit, string Term), int> _lines;

    internal ScopeGuardrail(Limits limits, FrozenDictionary<(string Limit, string Term), int> lines) => (Limits, _lines) = (limits, lines);

    /// <summary>The scope it holds for, with everything below: <c>fr/maison-nord</c>; empty for the group.</summary>
    public required string Scope { get; init; }

    /// <summary>Its file, relative to the policy folder, with forward slashes.</summary>
    public required string File { get; init; }

    /// <summary>Who answers for it: an e-mail address.</summary>
    public required string Owner { get; init; }

    /// <summary>Its own version, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>What it allows at most, by itself.</summary>
    internal Limits Limits { get; }

    /// <summary>The line on which a limit stands; the file's first when it states none of this name.</summary>
    internal int LineOf(string limit, string term = "") => _lines.GetValueOrDefault((limit, term), 1);
}
