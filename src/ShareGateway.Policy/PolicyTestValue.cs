using System.Runtime.InteropServices;

namespace ShareGateway.Policy;

/// <summary>A value that must leave. The default value fits nothing.</summary>
/// <param name="Kind">How it is described.</param>
/// <param name="Text">The text of the kinds that have one; else empty.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PolicyTestValue(PolicyTestValueKind Kind, string Text = "")
{
    /// <summary>As a test's author writes it.</summary>
    public override string ToString() => Kind switch
    {
        PolicyTestValueKind.Written => Text,
        PolicyTestValueKind.Quoted => $"\"{Text}\"",
        PolicyTestValueKind.Null => "null",
        PolicyTestValueKind.Pseudonym => "a pseudonym",
        _ => "nothing",
    };
}
