using System.Collections.Immutable;
using ShareGateway.Policy;
using ShareGateway.Policy.Loading;

namespace ShareGateway.Proxy.Policies;

/// <summary>Reads the policy folder and adds the checks that only this host can make. The same for the first set and for each edit.</summary>
/// <param name="directory">The policy folder.</param>
/// <param name="hasCluster">Tells whether the host's configuration has a cluster of this name.</param>
internal sealed class PolicyAdmission(string directory, Func<string, bool> hasCluster)
{
    /// <summary>Reads the folder as it is now.</summary>
    public PolicyReading Read()
    {
        var load = PolicyLoader.LoadWithoutTests(directory);
        if (load.Set is not { } set)
        {
            return new(null, [.. load.Findings.Select(finding => finding.ToString())]);
        }

        ImmutableArray<string> problems = [.. UnknownClusters(set)];
        return new(problems.IsEmpty ? set : null, problems);
    }

    private IEnumerable<string> UnknownClusters(PolicySet set) =>
        from contract in set.Contracts
        from server in contract.Servers
        where !hasCluster(server.Cluster)
        select $"{contract.File}: server `{server.Cluster}` is no cluster of section `ReverseProxy:Clusters`";
}

/// <summary>What came of reading the folder: a set, or everything that is wrong, one line each; never both.</summary>
internal sealed record PolicyReading(PolicySet? Set, ImmutableArray<string> Problems);
