namespace ShareGateway.Policy;

/// <summary>Whether a pseudonym may be led back to its person. From tight to loose; the zero value is the tightest.</summary>
public enum Reidentification
{
    /// <summary>Never.</summary>
    Never = 0,

    /// <summary>When two people of the controller agree to it, each by name.</summary>
    TwoPeople = 1,
}
