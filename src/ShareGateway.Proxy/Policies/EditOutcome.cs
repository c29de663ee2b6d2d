namespace ShareGateway.Proxy.Policies;

/// <summary>What became of a change in the policy folder.</summary>
internal enum EditOutcome
{
    /// <summary>It has findings or cannot be recorded; the set before it stays live.</summary>
    Refused = 0,

    /// <summary>The folder has changed and says the same.</summary>
    Same = 1,

    /// <summary>It is live.</summary>
    Live = 2,
}
