using System.Runtime.InteropServices;

namespace ShareGateway.Policy.Loading.Yaml;

/// <summary>What is wrong with a text: a finding without its place.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Problem(string Code, string Text, string? Hint);
