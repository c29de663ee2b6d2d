using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ShareGateway.Policy;

namespace ShareGateway.Proxy.Telemetry;

/// <summary>
/// Which fields upstreams send that no contract holds, by names that may be told. An upstream may use a person's id as a field's name, so a
/// name is told only when it reads like one, when its object holds few strangers (else it is a map, and its names are data), and while
/// its contract has few told names; all others count as <see cref="Other"/>. Safe for several threads.
/// </summary>
internal sealed partial class FieldDrift
{
    /// <summary>Stands for every name that is not told.</summary>
    public const string Other = "other";

    private const int MostSiblings = 16; // more names that nobody knows in one object: a map keyed by something
    private const int MostNames = 64; // a contract

    private static readonly ConditionalWeakTable<Contract, FrozenSet<string>> KnownPaths = [];
    private readonly Lock _gate = new();
    private readonly Dictionary<string, HashSet<string>> _told = new(StringComparer.Ordinal);

    /// <summary>Sorts what came beside the program's fields in one upstream body.</summary>
    /// <param name="contract">The contract; a field that it holds is none of these, whatever the agreement says of it.</param>
    /// <param name="unknown">Paths, from the rewriter.</param>
    /// <returns>Each name, and whether it is the first time; empty when the upstream keeps the contract.</returns>
    public ImmutableArray<DriftedField> Sort(Contract contract, IReadOnlyCollection<string> unknown)
    {
        var known = KnownPaths.GetValue(contract, static contract => PathsOf(contract));
        if (unknown.All(known.Contains))
        {
            return [];
        }

        var strangers = unknown.Where(path => !known.Contains(path)).ToList();

        var maps = strangers.CountBy(ParentOf).Where(parent => parent.Value > MostSiblings).Select(parent => parent.Key).ToHashSet(StringComparer.Ordinal);
        lock (_gate)
        {
            var told = _told.TryGetValue(contract.Dataset, out var names) ? names : _told[contract.Dataset] = new(StringComparer.Ordinal);
            return [.. strangers.Select(path => maps.Contains(ParentOf(path)) || !NamePattern().IsMatch(path) ? Other : path)
                .Distinct(StringComparer.Ordinal).Select(name => Tell(name, told))];
        }
    }

    private static DriftedField Tell(string name, HashSet<string> told)
    {
        if (name != Other && !told.Contains(name) && told.Count >= MostNames)
        {
            name = Other;
        }

        return new(name, told.Add(name));
    }

    /// <summary>Each field of a contract, and all that it lies in.</summary>
    private static FrozenSet<string> PathsOf(Contract contract) => contract.Fields.SelectMany(field =>
    {
        var path = field.Path.ToString();
        return Enumerable.Range(1, path.Length).Where(end => end == path.Length || path[end] is '.' or '[').Select(end => path[..end]);
    }).ToFrozenSet(StringComparer.Ordinal);

    private static string ParentOf(string path) => path[..Math.Max(0, path.LastIndexOf('.'))];

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z_-]*[0-9]{0,2}((\[\])*\.[A-Za-z][A-Za-z_-]*[0-9]{0,2})*\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex NamePattern();
}

/// <summary>A field that came and that no contract holds.</summary>
/// <param name="Name">Its path, or <see cref="FieldDrift.Other"/>.</param>
/// <param name="IsNew">True the first time since the gateway's start.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct DriftedField(string Name, bool IsNew);
