using System.Collections.Immutable;
using System.Text;
using ShareGateway.Policy;
using ShareGateway.Policy.Loading;

namespace ShareGateway.Sharing.Trials;

/// <summary>Tries edits on a copy of a policy folder. Deleted on dispose.</summary>
internal sealed class EditTrial(string directory) : IDisposable
{
    private readonly PolicyFolderCopy _copy = new(directory);

    /// <summary>Loads the folder with the edit in it, and takes the edit back.</summary>
    /// <returns>What differs: empty when the edited file has a finding of the expected code.</returns>
    public ImmutableArray<TrialDifference> Run(PolicyTestEdit edit)
    {
        byte[] before = _copy.Read(edit.File);
        string text = Encoding.UTF8.GetString(before);
        int at = text.IndexOf(edit.Replace, StringComparison.Ordinal);
        if (at < 0 || text.IndexOf(edit.Replace, at + 1, StringComparison.Ordinal) >= 0)
        {
            return [new("replace", $"`{edit.Replace}` once in {edit.File}", at < 0 ? "it does not stand there" : "it stands there more than once", edit.Line)];
        }

        try
        {
            _copy.Write(edit.File, text[..at] + edit.With + text[(at + edit.Replace.Length)..]);
            return Compare(edit, PolicyLoader.Load(_copy.Root));
        }
        finally
        {
            _copy.Write(edit.File, before);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _copy.Dispose();

    private static ImmutableArray<TrialDifference> Compare(PolicyTestEdit edit, PolicyLoad load)
    {
        if (load.Findings.Any(finding => finding.File == edit.File && finding.Code == edit.Code))
        {
            return [];
        }

        string actual = load.Set is not null ? "the edit loads" : string.Join(" | ", load.Findings.Take(3));
        return [new("edit", $"{edit.Code} in {edit.File}", actual, edit.Line)];
    }
}
