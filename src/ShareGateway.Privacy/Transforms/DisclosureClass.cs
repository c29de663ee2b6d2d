namespace ShareGateway.Privacy.Transforms;

/// <summary>What a recipient still sees of a value; stands in audit entries and registers, so the numbers never change.</summary>
public enum DisclosureClass
{
    /// <summary>Not classified; never a class of a real transform.</summary>
    None = 0,

    /// <summary>The value itself.</summary>
    Identified = 1,

    /// <summary>A stand-in that only the holder of the keys can attribute to a person (GDPR Art. 4(5)).</summary>
    Pseudonymised = 2,

    /// <summary>A coarser or partly hidden value.</summary>
    Generalised = 3,

    /// <summary>Nothing of the value.</summary>
    Suppressed = 4,
}
