namespace ShareGateway.Policy;

/// <summary>A language in which policies are told to people.</summary>
public enum Language
{
    /// <summary>British English.</summary>
    English = 0,

    /// <summary>French.</summary>
    French = 1,
}
