using ShareGateway.Policy.Loading;

namespace ShareGateway.Policy.Tests;

/// <summary>Symbolic links and Kubernetes volumes: what stays inside the folder is read, what leaves it is refused, and circles end.</summary>
public sealed class PolicyLinksTests
{
    private const string Hint = "; put the file itself here";

    [Theory]
    [InlineData("recipients/partner.yaml", "../partners/one.yaml", "partners/one.yaml")]
    [InlineData("recipients/partner.yaml", "../a/../partners/./one.yaml", "partners/one.yaml")]
    public void A_link_inside_the_folder_is_followed(string link, string target, string content)
    {
        using var files = new PolicyFiles();
        string hash = files.LoadGood().Hash;
        files.Remove(link);
        Directory.CreateDirectory(files.PathOf("a"));
        files.Write(content, PolicyFiles.Texts[PolicyFiles.Partner]);
        File.CreateSymbolicLink(files.PathOf(link), target);

        Assert.DoesNotContain(files.Findings(), finding => finding.Contains("link", StringComparison.Ordinal));
        File.Move(files.PathOf(content), files.PathOf("a/README.md"));
        Directory.Delete(files.PathOf("partners"));
        File.Delete(files.PathOf(link));
        File.CreateSymbolicLink(files.PathOf(link), "../a/README.md");
        Assert.Equal(hash, files.LoadGood().Hash);
    }

    [Theory]
    [InlineData("recipients/more.yaml", "nowhere.yaml", "the link leads nowhere")]
    [InlineData("recipients/more.yaml", "more.yaml", "the link goes round in a circle")]
    [InlineData("recipients/more.yaml", "/etc/passwd", "the link leaves the policy folder")]
    [InlineData("recipients/more.yaml", "../../../../../../../../../../etc/passwd", "the link leaves the policy folder")]
    [InlineData("recipients/more.yaml", "../fr/../../elsewhere.yaml", "the link leaves the policy folder")]
    [InlineData("de", "/etc", "the link leaves the policy folder")]
    [InlineData("de", ".", "the link leads back to a folder that holds it")]
    [InlineData("fr/de", "..", "the link leads back to a folder that holds it")]
    [InlineData("fr/shop/de", "../../fr", "the link leads back to a folder that holds it")]
    public void A_link_that_cannot_be_followed_is_a_finding(string link, string target, string text)
    {
        using var files = new PolicyFiles();
        File.CreateSymbolicLink(files.PathOf(link), target);

        Assert.Equal([$"{link}:1:1: SGP001: {text}{Hint}"], files.Findings());
    }

    [Fact]
    public void A_link_behind_a_link_does_not_leave_the_folder_either()
    {
        using var files = new PolicyFiles();
        using var outside = new PolicyFiles();
        File.CreateSymbolicLink(files.PathOf("fr/shop/agreements/README.md"), outside.Root);
        File.CreateSymbolicLink(files.PathOf("recipients/more.yaml"), "../fr/shop/agreements/README.md/recipients/partner.yaml");

        Assert.Contains($"recipients/more.yaml:1:1: SGP001: the link leaves the policy folder{Hint}", files.Findings());
    }

    [Fact]
    public void Links_that_fan_out_end()
    {
        using var files = new PolicyFiles();
        for (int i = 0; i < 12; i++)
        {
            Directory.CreateDirectory(files.PathOf($"n{i}"));
            for (int j = 0; j < 8; j++)
            {
                File.CreateSymbolicLink(files.PathOf($"n{i}/m{j}"), $"../n{i + 1}");
            }
        }

        Assert.Contains(".:1:1: SGP009: more than 20000 files and folders; remove what does not belong here", files.Findings());
    }

    [Fact]
    public void A_kubernetes_volume_loads_and_swaps_whole()
    {
        using var volume = new Volume();
        volume.Swap("..2026_1", PolicyFiles.Texts[PolicyFiles.Partner]);
        string first = volume.Load().Set!.Hash;

        volume.Swap("..2026_2", PolicyFiles.Texts[PolicyFiles.Partner].Replace("Partner SAS", "Partner SA", StringComparison.Ordinal));
        var second = volume.Load().Set!;

        Assert.NotEqual(first, second.Hash);
        Assert.Equal(("Partner SA", "recipients/partner.yaml"), (second.Recipients[0].LegalName, second.Recipients[0].File));
        using var plain = new PolicyFiles();
        Assert.Equal(plain.LoadGood().Hash, first);
    }

    [Fact]
    public void A_volume_is_one_version_also_when_a_link_names_another()
    {
        using var volume = new Volume();
        volume.Swap("..2026_1", PolicyFiles.Texts[PolicyFiles.Partner]);
        volume.Swap("..2026_2", PolicyFiles.Texts[PolicyFiles.Partner]);
        File.CreateSymbolicLink(volume.PathOf("..2026_2/recipients/more.yaml"), "../../..2026_1/recipients/partner.yaml");

        Assert.Equal([$"recipients/more.yaml:1:1: SGP001: the link leaves the policy folder{Hint}"], volume.Load().Findings.Select(finding => finding.ToString()));
    }

    [Theory]
    [InlineData("/etc")]
    [InlineData(".")]
    [InlineData("..data")]
    [InlineData("..")]
    public void A_volume_that_points_elsewhere_is_a_finding(string target)
    {
        using var files = new PolicyFiles();
        File.CreateSymbolicLink(files.PathOf("..data"), target);

        Assert.Contains("..data:1:1: SGP001: the link leaves the policy folder; it names a folder beside it, as Kubernetes makes it", files.Findings());
    }

    [Fact]
    public void The_folder_itself_may_be_a_link()
    {
        using var files = new PolicyFiles();
        using var elsewhere = new PolicyFiles();
        File.CreateSymbolicLink(elsewhere.PathOf("current"), files.Root);

        Assert.Equal(files.LoadGood().Hash, PolicyLoader.Load(elsewhere.PathOf("current")).Set!.Hash);
    }

    /// <summary>A folder as the kubelet mounts a ConfigMap.</summary>
    private sealed class Volume : IDisposable
    {
        private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("volume-");

        public Volume()
        {
            foreach (string name in new[] { "guardrail.yaml", "fr", "recipients" })
            {
                File.CreateSymbolicLink(PathOf(name), "..data/" + name);
            }
        }

        public string PathOf(string file) => Path.Combine(_directory.FullName, file);

        public void Swap(string version, string partner)
        {
            foreach (var (file, text) in PolicyFiles.Texts)
            {
                string path = PathOf($"{version}/{file}");
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, file == PolicyFiles.Partner ? partner : text);
            }

            File.Delete(PathOf("..data"));
            File.CreateSymbolicLink(PathOf("..data"), version);
        }

        public PolicyLoad Load() => PolicyLoader.Load(_directory.FullName);

        public void Dispose() => _directory.Delete(recursive: true);
    }
}
