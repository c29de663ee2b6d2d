namespace ShareGateway.Proxy.Keys;

/// <summary>A secret cannot be had. The gateway refuses to work rather than to make another one in its place.</summary>
internal sealed class KeyUnavailableException(string name, string problem, Exception? inner = null)
    : Exception($"key `{name}` {problem}", inner)
{
    /// <summary>The secret's name, never its bytes.</summary>
    public string Name { get; } = name;
}
