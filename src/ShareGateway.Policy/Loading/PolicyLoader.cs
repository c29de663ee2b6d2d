using ShareGateway.Policy.Loading.Checks;
using ShareGateway.Policy.Loading.Files;

namespace ShareGateway.Policy.Loading;

/// <summary>Reads a policy folder.</summary>
public static class PolicyLoader
{
    /// <summary>
    /// Reads and checks every file below a folder, and compiles the agreements. Reads each file once; changes nothing.
    /// </summary>
    /// <param name="directory">The group's folder, such as <c>policies</c>.</param>
    /// <returns>The set, or all findings. A folder that cannot be read is a finding too, not an exception.</returns>
    public static PolicyLoad Load(string directory)
    {
        var findings = new List<Finding>();
        var folder = Read(directory, findings);
        return Compile(folder?.Files ?? [], folder?.Hash ?? "", findings);
    }

    /// <summary>
    /// The same for a gateway, which runs no policy tests: what is wrong inside one holds nothing back. A test that still names an
    /// agreement must not keep that agreement alive.
    /// </summary>
    /// <param name="directory">The group's folder.</param>
    public static PolicyLoad LoadWithoutTests(string directory)
    {
        var findings = new List<Finding>();
        var folder = Read(directory, findings);
        return Compile(folder?.Files ?? [], folder?.Hash ?? "", findings, withTests: false);
    }

    private static PolicyFolder? Read(string directory, List<Finding> findings)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        return PolicyFolder.Read(directory, findings);
    }

    /// <summary>Checks files that are read already.</summary>
    /// <param name="files">By path in ordinal order.</param>
    /// <param name="hash">Their hash.</param>
    /// <param name="findings">What reading them found.</param>
    /// <param name="withTests">False passes over what policy tests say; their files are part of the set all the same.</param>
    internal static PolicyLoad Compile(IReadOnlyList<SourceFile> files, string hash, List<Finding> findings, bool withTests = true)
    {
        var drafts = new PolicyDrafts(findings);
        drafts.Read(withTests ? files : [.. files.Where(file => file.Place.Kind != "PolicyTest")]);
        NameChecks.Check(drafts);
        GuardrailChecks.Check(drafts);
        TransferChecks.Check(drafts);
        SchemeChecks.Check(drafts);
        AgreementChecks.Check(drafts);
        var tests = PolicyTestFile.ReadAll(drafts);
        return findings.Count > 0
            ? new PolicyLoad(null, [.. Sorted(findings)])
            : new PolicyLoad(SetBuilder.Build(drafts, hash, files, tests), []);
    }

    private static IEnumerable<Finding> Sorted(IEnumerable<Finding> findings) => findings
        .Distinct()
        .OrderBy(finding => finding.File, StringComparer.Ordinal)
        .ThenBy(finding => finding.Line)
        .ThenBy(finding => finding.Column)
        .ThenBy(finding => finding.Code, StringComparer.Ordinal)
        .ThenBy(finding => finding.Text, StringComparer.Ordinal);
}
