using System.Text;
using ShareGateway.Policy.Loading;

namespace ShareGateway.Policy.Tests;

/// <summary>A policy folder for one test: small, complete and without findings until the test spoils it. Deleted on dispose.</summary>
internal sealed class PolicyFiles : IDisposable
{
    public const string Group = "guardrail.yaml";
    public const string France = "fr/guardrail.yaml";
    public const string Partner = "recipients/partner.yaml";
    public const string Customers = "fr/shop/contracts/customers.yaml";
    public const string Agreement = "fr/shop/agreements/partner-newsletter.yaml";

    private static readonly string Sample = Path.Combine(AppContext.BaseDirectory, "vectors", "policies", "sample");

    /// <summary>The sample's files, without the newline at their end.</summary>
    public static IReadOnlyDictionary<string, string> Texts { get; } = new[] { Group, France, Partner, Customers, Agreement }
        .ToDictionary(file => file, file => File.ReadAllText(Path.Combine(Sample, file)).TrimEnd('\n'), StringComparer.Ordinal);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("policies-");

    public PolicyFiles()
    {
        foreach (var (file, text) in Texts)
        {
            Write(file, text);
        }
    }

    public string Root => _directory.FullName;

    public string PathOf(string file) => Path.Combine(Root, file);

    public void Write(string file, string text) => Write(file, Encoding.UTF8.GetBytes(text));

    public void Write(string file, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        using var stream = new FileStream(PathOf(file), FileMode.Create);
        stream.Write(content);
    }

    /// <summary>Changes one place of a file that the sample has. A text that stands elsewhere too, or nowhere, is a mistake of the test.</summary>
    public void Edit(string file, string from, string to)
    {
        string text = Texts[file];
        Assert.Equal(2, text.Split(from).Length);
        Write(file, text.Replace(from, to, StringComparison.Ordinal));
    }

    public void Remove(string file) => File.Delete(PathOf(file));

    public PolicySet LoadGood()
    {
        var load = PolicyLoader.Load(Root);
        Assert.Equal([], load.Findings.Select(finding => finding.ToString()));
        return load.Set!;
    }

    /// <summary>The findings as an author sees them; with one at least, there is no set.</summary>
    public string[] Findings()
    {
        var load = PolicyLoader.Load(Root);
        Assert.Equal(load.Findings.Length > 0, load.Set is null);
        return [.. load.Findings.Select(finding => finding.ToString())];
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
