using System.Runtime.InteropServices;

namespace ShareGateway.Policy.Loading.Yaml;

/// <summary>A place in a file, both counted from 1.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Mark(int Line, int Column)
{
    /// <summary>Where a finding about a whole file stands.</summary>
    public static Mark Start => new(1, 1);
}
