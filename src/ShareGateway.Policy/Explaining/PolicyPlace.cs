using System.Globalization;
using System.Runtime.InteropServices;

namespace ShareGateway.Policy.Explaining;

/// <summary>A line of a policy file.</summary>
/// <param name="File">Relative to the policy folder, with forward slashes.</param>
/// <param name="Line">From 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PolicyPlace(string File, int Line)
{
    /// <summary>As editors and terminals open it: <c>file:line</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}");
}
