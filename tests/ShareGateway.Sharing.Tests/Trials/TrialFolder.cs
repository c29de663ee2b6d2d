using ShareGateway.Policy;
using ShareGateway.Policy.Loading;
using ShareGateway.Sharing.Trials;

namespace ShareGateway.Sharing.Tests.Trials;

/// <summary>A copy of the shipped policies, with or without their tests. Deleted on dispose.</summary>
internal sealed class TrialFolder : IDisposable
{
    public const string TestFile = "fr/maison-nord/tests/sample.yaml";

    /// <summary>A test of the newsletter: Anna agreed, Bruno did not.</summary>
    public const string Sample = """
        kind: PolicyTest
        title: A sample
        now: 2026-11-23T10:00:00Z
        people:
          Anna:
            ids: {customer-number: C-1}
            consents:
              - {state: given, purpose: dpv:DirectMarketing, recipient: galerie-lumiere, at: 2026-10-02}
          Bruno:
            ids: {customer-number: C-2}
        records:
          customers@1:
            - {customer_id: C-1, first_name: Annabelle, email: "=anna@people.example", country: FR, loyalty_level: gold, tags: [garden, books]}
            - {customer_id: C-2, first_name: Bruno, email: bruno@people.example, country: FR, loyalty_level: "gold, \"old\"", tags: []}
        cases:
          - name: the newsletter
            as: galerie-lumiere
            purpose: dpv:DirectMarketing
            dataset: customers@1

        """;

    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "policies");

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("policies-");

    public TrialFolder(bool withTests)
    {
        foreach (string file in Directory.EnumerateFiles(Shipped, "*.yaml", SearchOption.AllDirectories))
        {
            string path = Path.GetRelativePath(Shipped, file);
            if (withTests || !path.Contains("tests", StringComparison.Ordinal))
            {
                Write(path, File.ReadAllText(file));
            }
        }
    }

    public string Root => _directory.FullName;

    /// <summary>A folder with one test: the sample, with this after its one case.</summary>
    public static TrialFolder Of(string more, string sample = Sample)
    {
        var folder = new TrialFolder(withTests: false);
        folder.Write(TestFile, sample + more);
        return folder;
    }

    public string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public void Write(string file, string text)
    {
        string path = Path.Combine(Root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var stream = new StreamWriter(path);
        stream.Write(text);
    }

    /// <summary>Changes the one place where a text stands.</summary>
    public void Edit(string file, string from, string to)
    {
        Assert.Equal(2, Read(file).Split(from).Length);
        Write(file, Read(file).Replace(from, to, StringComparison.Ordinal));
    }

    /// <summary>Takes the edits out of all tests: one whose text a test here has changed would fail, and show nothing.</summary>
    public void LeaveOutEdits()
    {
        foreach (string path in Directory.EnumerateFiles(Root, "*.yaml", SearchOption.AllDirectories).Where(path => Path.GetDirectoryName(path)!.EndsWith("tests", StringComparison.Ordinal)))
        {
            string text = File.ReadAllText(path);
            File.Delete(path);
            if (text.Contains("\ncases:", StringComparison.Ordinal))
            {
                Write(Path.GetRelativePath(Root, path), text.Split("\nedits:")[0] + "\n");
            }
        }
    }

    public PolicySet Load()
    {
        var load = PolicyLoader.Load(Root);
        Assert.Equal([], load.Findings.Select(finding => finding.ToString()));
        return load.Set!;
    }

    /// <summary>Findings as an author sees them; with one at least, there is no set.</summary>
    public string[] Findings()
    {
        var load = PolicyLoader.Load(Root);
        Assert.Equal(load.Findings.Length > 0, load.Set is null);
        return [.. load.Findings.Select(finding => finding.ToString())];
    }

    public Task<TrialReport> RunAsync() => PolicyTrials.RunAsync(Root, Load(), TestContext.Current.CancellationToken);

    public void Dispose() => _directory.Delete(recursive: true);
}
