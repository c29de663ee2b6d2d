namespace ShareGateway.Privacy.Transforms;

/// <summary>Within which the same value has the same pseudonym. Wider is weaker: a recipient can join more.</summary>
public enum LinkScope
{
    /// <summary>Not a pseudonym.</summary>
    None = 0,

    /// <summary>One response; nothing can be joined across calls.</summary>
    Response = 1,

    /// <summary>All responses under one agreement.</summary>
    Agreement = 2,

    /// <summary>All agreements of one recipient.</summary>
    Recipient = 3,
}
