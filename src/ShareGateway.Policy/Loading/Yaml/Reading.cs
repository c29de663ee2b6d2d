using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace ShareGateway.Policy.Loading.Yaml;

/// <summary>What came of reading one text: a value or a problem. The zero value is neither, and counts as no value.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Reading<T>
{
    private readonly T? _value;
    private readonly bool _isValue;

    private Reading(T? value, bool isValue, Problem problem) => (_value, _isValue, Problem) = (value, isValue, problem);

    /// <summary>Meaningful only without a value.</summary>
    public Problem Problem { get; }

    public static implicit operator Reading<T>(T value) => new(value, isValue: true, default);

    public static implicit operator Reading<T>(Problem problem) => new(default, isValue: false, problem);

    public bool IsValue([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return _isValue;
    }
}
