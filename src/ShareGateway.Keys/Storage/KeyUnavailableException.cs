namespace ShareGateway.Keys.Storage;

/// <summary>A secret cannot be had. The gateway refuses to work rather than to make another one in its place.</summary>
/// <param name="name">The secret's name.</param>
/// <param name="problem">What is wrong, as the rest of a sentence.</param>
/// <param name="inner">What the disk or the ring said.</param>
public sealed class KeyUnavailableException(string name, string problem, Exception? inner = null)
    : Exception($"key `{name}` {problem}", inner)
{
    /// <summary>The secret's name, never its bytes.</summary>
    public string Name { get; } = name;
}
