using ShareGateway.EndToEnd.Tests.Fixture;
using ShareGateway.Policy.Loading;
using static ShareGateway.EndToEnd.Tests.Fixture.Reloads;

namespace ShareGateway.EndToEnd.Tests;

/// <summary>The ways in which a policy folder is changed as a whole: a checkout that is switched, a volume whose link is turned.</summary>
public sealed class ReloadFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("sharegateway-folder-").FullName;

    [Fact]
    public async Task A_git_checkout_switched_under_it_is_never_seen_half_done()
    {
        var policies = Path.Combine(_root, "policies");
        CopyTo(policies);
        Git(_root, "init", "-q");
        Commit("as shipped");
        Git(_root, "checkout", "-q", "-b", "edited");
        var shipped = HashOf(policies);
        foreach (var file in Directory.EnumerateFiles(policies, "*.yaml", SearchOption.AllDirectories).Where(file => !file.Contains("schemas", StringComparison.Ordinal)))
        {
            File.AppendAllText(file, "# edited\n");
        }

        Commit("every file is another one");
        var edited = HashOf(policies);
        await using var gateway = await GatewayUnderTest.StartAsync(policies, settings: Often);

        for (var round = 0; round < 10; round++)
        {
            Git(_root, "checkout", "-q", round % 2 == 0 ? "main" : "edited");
            await gateway.LiveAsync(policies);
        }

        // Half of each would load too, under a third hash.
        Assert.Equal([edited, .. Enumerable.Range(0, 10).Select(round => round % 2 == 0 ? shipped : edited)], gateway.SetsInTheLog());
        Assert.Equal(0, gateway.Policies().Edits(Proxy.Policies.EditOutcome.Refused));
    }

    [Fact]
    public async Task A_Kubernetes_volume_is_followed_when_its_link_is_turned()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // volumes of this form exist on Linux
        }

        var (mount, other) = (Path.Combine(_root, "mount"), Path.Combine(_root, "mount", "..2026_11_23_09_05"));
        CopyTo(Path.Combine(mount, "..2026_11_23_09_00"));
        Directory.CreateSymbolicLink(Path.Combine(mount, "..data"), "..2026_11_23_09_00");
        foreach (var name in Directory.EnumerateFileSystemEntries(Path.Combine(mount, "..data")).Select(entry => Path.GetFileName(entry)))
        {
            File.CreateSymbolicLink(Path.Combine(mount, name), Path.Combine("..data", name));
        }

        await using var gateway = await GatewayUnderTest.StartAsync(mount, settings: Often);
        var before = gateway.Policies().Current.Set.Hash;

        CopyTo(other);
        File.AppendAllText(Path.Combine(other, Newsletter), "# edited\n");
        Directory.CreateSymbolicLink(Path.Combine(mount, "..data_tmp"), "..2026_11_23_09_05");
        Run("mv", mount, "-T", "..data_tmp", "..data"); // rename(2), as the kubelet does
        var after = await gateway.LiveAsync(mount);
        Directory.Delete(Path.Combine(mount, "..2026_11_23_09_00"), recursive: true);

        Assert.Equal([before, after], gateway.SetsInTheLog());
        Assert.Equal(HashOf(other), after);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static string HashOf(string policies) => PolicyLoader.Load(policies).Set!.Hash;

    private void Commit(string message)
    {
        Git(_root, "add", "-A");
        Git(_root, "commit", "-q", "-m", message);
    }

    private static void CopyTo(string folder)
    {
        using var copy = PolicyFolder.Copy();
        foreach (var file in Directory.EnumerateFiles(copy.Path, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(copy.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
