namespace ShareGateway.Privacy.Keys;

/// <summary>
/// What kind of id stands for a person, such as <c>customer</c>; prepared once, so that no value pays for its encoding.
/// </summary>
public sealed class SubjectScheme
{
    /// <summary>Prepares a scheme.</summary>
    /// <param name="name">The contract's <c>subjectScheme</c>; not empty.</param>
    /// <exception cref="ArgumentException">The name is empty or holds a lone surrogate.</exception>
    public SubjectScheme(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        (Name, Prefix) = (name, LengthPrefixed.Of(name));
    }

    /// <summary>As the contract writes it.</summary>
    public string Name { get; }

    internal byte[] Prefix { get; }
}
