using System.Collections.Immutable;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// A transform as a policy writes it: a name and parameters, no keys. Plain data, compared by value of its text.
/// </summary>
/// <param name="Name">A name of <see cref="TransformCatalogue"/>, such as <c>pseudonymise</c>.</param>
/// <param name="Parameters">Parameter name to its text as written, such as <c>keepFirst</c> to <c>2</c>; ordinal order.</param>
public sealed record TransformSpec(string Name, ImmutableSortedDictionary<string, string> Parameters)
{
    /// <summary>Reads <c>name parameter=value parameter=value</c>; a value may not hold a space. For examples and tests.</summary>
    public static TransformSpec Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new TransformSpec(words[0], words.Skip(1).Select(word => word.Split('=', 2))
            .ToImmutableSortedDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal));
    }

    /// <summary>True when name and all parameters are the same text; the dictionary by itself would compare references.</summary>
    public bool Equals(TransformSpec? other) =>
        other is not null && Name == other.Name && Parameters.SequenceEqual(other.Parameters);

    /// <summary>Agrees with <see cref="Equals(TransformSpec)"/>; differs in each process, so never stored.</summary>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Name, StringComparer.Ordinal);
        foreach (var (name, value) in Parameters)
        {
            hash.Add(name, StringComparer.Ordinal);
            hash.Add(value, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }
}
