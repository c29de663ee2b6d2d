namespace ShareGateway.Demo.Upstream;

/// <summary>What is drawn for. The numbers are part of the seed: changing one changes the demo's people.</summary>
internal enum DrawUse
{
    /// <summary>Unused.</summary>
    None = 0,

    /// <summary>A person.</summary>
    Person = 1,

    /// <summary>A customer record.</summary>
    Customer = 2,

    /// <summary>A purchase.</summary>
    Purchase = 3,

    /// <summary>A visit.</summary>
    Visit = 4,

    /// <summary>A person's answer to a question of consent.</summary>
    Consent = 5,

    /// <summary>Whether a record is odd.</summary>
    Oddity = 6,
}
