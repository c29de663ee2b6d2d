namespace ShareGateway.Keys.Custody;

/// <summary>What a key may be used for now. The zero value is for nothing.</summary>
public enum KeyState
{
    /// <summary>No such key is known to the log.</summary>
    Unknown = 0,

    /// <summary>In use.</summary>
    Current = 1,

    /// <summary>A later epoch is in use; for a while a recipient may still have its old pseudonyms translated.</summary>
    Previous = 2,

    /// <summary>The overlap is over; kept for re-identification alone.</summary>
    Retired = 3,

    /// <summary>Somebody else may have it: nothing is translated from it. Kept to find out what it disclosed.</summary>
    Compromised = 4,

    /// <summary>Gone for everybody.</summary>
    Destroyed = 5,
}
