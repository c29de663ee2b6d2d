namespace ShareGateway.Privacy.Canonical;

/// <summary>
/// How a value is written before a key function sees it, so that two spellings of one value give one result. Declared per field
/// class, never guessed from the value. The zero value is no form at all: nothing can be read in it.
/// </summary>
public enum CanonicalForm
{
    /// <summary>No form declared; every value is unreadable.</summary>
    None = 0,

    /// <summary>Any text: trimmed, Unicode NFC, case kept, no control characters.</summary>
    Text = 1,

    /// <summary>ASCII digits only: trimmed, leading zeros kept; no sign, fraction, exponent or grouping.</summary>
    Digits = 2,

    /// <summary>A mail address: trimmed, Unicode NFC, lower case throughout (local part too), exactly one <c>@</c>.</summary>
    Email = 3,
}
