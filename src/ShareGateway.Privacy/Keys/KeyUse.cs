namespace ShareGateway.Privacy.Keys;

/// <summary>
/// What a working key is for. Each use has keys of its own, so that nothing made for one can be joined with what was made for another. Part
/// of the derivation under its lower-case name; the zero value derives nothing.
/// </summary>
public enum KeyUse
{
    /// <summary>No key; deriving one for it is refused.</summary>
    None = 0,

    /// <summary>Stand-ins that nobody can turn back but by trying candidates.</summary>
    Pseudonym = 1,

    /// <summary>Reversible stand-ins: AES-256-SIV, a key of 64 bytes.</summary>
    Token = 2,

    /// <summary>Reversible stand-ins of the same form: FF1 on AES-256.</summary>
    Ff1 = 3,

    /// <summary>By how many days a person's dates are moved.</summary>
    Shift = 4,

    /// <summary>What is added to a person's numbers.</summary>
    Noise = 5,

    /// <summary>Which invented value stands for a real one.</summary>
    Fake = 6,
}
