using System.Diagnostics.CodeAnalysis;
using System.Text;
using ShareGateway.Policy.Loading;
using ShareGateway.Policy.Loading.Files;

namespace ShareGateway.Policy.Tests;

/// <summary>
/// The shipped files, spoilt at random thousands of times: a set or findings, never both, never an exception. A failure prints its seed;
/// put it in place of the first one to see it again.
/// </summary>
public sealed class LoaderFuzzTests
{
    private const int FirstSeed = 20261124;
    private const int Rounds = 2000;

    private static readonly string[] Tokens =
    [
        ":", "- ", "&a ", "*a", "!!str ", "<<: ", "~", "null", "[", "]", "{", "}", "\"", "'", "\t", "---\n", "#", "|", ">", "%", "@", "\0", "é", "\u2028", "no",
        "99999999999999999999", "-1", "P9999Y9999M", "9999-12-31", "0001-01-01", "loc:EEA30", "eu-gdpr:A45-3", "open", "a[]", "a.b.c", "kind: Guardrail\n",
    ];

    private static readonly (FilePlace Place, byte[] Content)[] Shipped = ReadShipped();

    [Fact]
    public void Spoilt_files_give_a_set_or_findings_and_never_an_exception()
    {
        int sets = 0;
        for (int round = 0; round < Rounds; round++)
        {
            int seed = FirstSeed + round;
            var load = Load(seed);
            Assert.True(load.Set is null == load.Findings.Length > 0, $"seed {seed}: a set and findings, or neither");
            Assert.True(load.Findings.All(finding => FindingCatalogue.Find(finding.Code) is not null && finding is { Line: > 0, Column: > 0 }), $"seed {seed}");
            sets += load.Set is null ? 0 : 1;
        }

        // Both must happen, or nothing was tried: comments and titles may change, keys may not.
        Assert.InRange(sets, Rounds / 100, Rounds / 2);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "any exception is the failure looked for; it must name its seed")]
    private static PolicyLoad Load(int seed)
    {
        var random = new Random(seed);
        int spoilt = random.Next(Shipped.Length);
        byte[] content = Spoil(random, Shipped[spoilt].Content);
        try
        {
            var findings = new List<Finding>();
            var files = Shipped.Select((file, i) => SourceFile.Of(file.Place, i == spoilt ? content : file.Content, findings)).ToList();
            return PolicyLoader.Compile(files, "sha256:0", findings);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"seed {seed}, {Shipped[spoilt].Place.File}", exception);
        }
    }

    private static byte[] Spoil(Random random, byte[] content)
    {
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            content = random.Next(6) switch
            {
                0 => SpoilByte(random, content),
                1 => [.. content[..random.Next(content.Length)]],
                2 => Insert(random, content, Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)])),
                3 => SpoilLines(random, content, (lines, at) => lines.RemoveAt(at)),
                4 => SpoilLines(random, content, (lines, at) => lines.Insert(random.Next(lines.Count), lines[at])),
                _ => SpoilWord(random, content),
            };
            content = content.Length == 0 ? [(byte)'\n'] : content;
        }

        return content;
    }

    private static byte[] SpoilByte(Random random, byte[] content)
    {
        byte[] spoilt = [.. content];
        spoilt[random.Next(spoilt.Length)] = (byte)random.Next(256);
        return spoilt;
    }

    private static byte[] Insert(Random random, byte[] content, byte[] token)
    {
        int at = random.Next(content.Length);
        return [.. content[..at], .. token, .. content[at..]];
    }

    private static byte[] SpoilLines(Random random, byte[] content, Action<List<string>, int> spoil)
    {
        var lines = Encoding.UTF8.GetString(content).Split('\n').ToList();
        spoil(lines, random.Next(lines.Count));
        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    // A word for a word of the same file, or for a token.
    private static byte[] SpoilWord(Random random, byte[] content)
    {
        string text = Encoding.UTF8.GetString(content);
        string[] words = text.Split([' ', '\n', ',', '{', '}', '[', ']'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            return content;
        }

        string from = words[random.Next(words.Length)];
        string to = random.Next(2) == 0 ? words[random.Next(words.Length)] : Tokens[random.Next(Tokens.Length)];
        int at = text.IndexOf(from, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text[..at] + to + text[(at + from.Length)..]);
    }

    private static (FilePlace Place, byte[] Content)[] ReadShipped()
    {
        string root = Path.Combine(AppContext.BaseDirectory, "policies");
        var places = PolicyFolder.Read(root, [])!.Files.Select(file => file.Place);
        return [.. places.Select(place => (place, File.ReadAllBytes(Path.Combine(root, place.File))))];
    }
}
