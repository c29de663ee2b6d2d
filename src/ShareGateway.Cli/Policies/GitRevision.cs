using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ShareGateway.Cli.Policies;

/// <summary>
/// A policy folder as it stood in a revision of git, copied to a temporary folder that goes with it. Files come byte for byte from git's
/// objects, without a checkout: neither attributes nor line endings of the work tree change what is compared.
/// </summary>
internal sealed class GitRevision : IDisposable
{
    private const long MaxTotalBytes = 256L << 20;

    private readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("sharegateway-");

    private GitRevision()
    {
    }

    /// <summary>The copy.</summary>
    public string Folder => _copy.FullName;

    /// <summary>Copies the folder as it stood.</summary>
    /// <param name="revision">Whatever git takes: <c>HEAD~1</c>, a tag, a hash.</param>
    /// <param name="folder">The folder in the work tree; it must exist.</param>
    /// <param name="read">The copy; null when there is none.</param>
    /// <param name="problem">Why there is none.</param>
    public static bool TryRead(string revision, string folder, [NotNullWhen(true)] out GitRevision? read, out string problem)
    {
        (read, problem) = (null, "");
        var copy = new GitRevision();
        try
        {
            if (Ask(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}") is not { } commit)
            {
                problem = $"`{revision}` is neither a folder nor a revision of the git repository that holds `{folder}`";
            }
            else if (Ask(folder, "ls-tree", "-r", "-z", "--full-tree", $"{commit.TrimEnd()}:{Ask(folder, "rev-parse", "--show-prefix")?.TrimEnd('\n')}") is not { } tree)
            {
                problem = $"`{folder}` did not exist in revision `{revision}`";
            }
            else
            {
                copy.Write(folder, tree);
                read = copy;
            }
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or IOException or UnauthorizedAccessException)
        {
            problem = $"revision `{revision}` cannot be read with git: {exception.Message}";
        }

        if (read is null)
        {
            copy.Dispose();
        }

        return read is not null;
    }

    public void Dispose() => _copy.Delete(recursive: true);

    private void Write(string folder, string tree)
    {
        using var git = Start(folder, ["cat-file", "--batch"]);
        long total = 0;
        foreach (string line in tree.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            // mode SP type SP hash TAB path
            string[] parts = line.Split('\t', 2);
            string[] facts = parts[0].Split(' ');
            if (parts[1].Split('/').Contains("..", StringComparer.Ordinal))
            {
                throw new IOException("a path leaves the folder"); // git makes no such tree; somebody else might
            }

            byte[] content = Read(git, facts[2], ref total);
            string path = Path.Combine(Folder, parts[1]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (facts[0] == "120000")
            {
                File.CreateSymbolicLink(path, Encoding.UTF8.GetString(content)); // the loader judges links, here as there
            }
            else
            {
                using var file = new FileStream(path, FileMode.CreateNew);
                file.Write(content);
            }
        }

        git.StandardInput.Close();
        git.WaitForExit();
    }

    // One question, one answer: `hash SP type SP size LF`, the content, LF.
    private static byte[] Read(Process git, string hash, ref long total)
    {
        git.StandardInput.Write(hash + "\n");
        git.StandardInput.Flush();
        var output = git.StandardOutput.BaseStream;
        var head = new StringBuilder();
        for (int next = output.ReadByte(); next != '\n'; next = output.ReadByte())
        {
            head.Append(next >= 0 ? (char)next : throw new IOException("git ended early"));
        }

        if (!long.TryParse(head.ToString().Split(' ')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out long size) || (total += size) > MaxTotalBytes)
        {
            throw new IOException($"expected files of at most {MaxTotalBytes} bytes together, got `{head}`");
        }

        byte[] content = new byte[size + 1];
        output.ReadExactly(content);
        return content[..^1];
    }

    private static string? Ask(string folder, params string[] arguments)
    {
        using var git = Start(folder, arguments);
        git.StandardInput.Close();
        string output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0 ? output : null;
    }

    private static Process Start(string folder, string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        var git = Process.Start(start) ?? throw new IOException("git did not start");
        git.ErrorDataReceived += (_, _) => { }; // drained, else a full pipe would hold git up; what it says may quote paths of this machine
        git.BeginErrorReadLine();
        return git;
    }
}
