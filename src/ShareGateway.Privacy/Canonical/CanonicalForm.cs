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

    /// <summary>A telephone number in international form: E.164 with its <c>+</c>; <c>00</c> in front counts as <c>+</c>.</summary>
    Phone = 4,

    /// <summary>An international bank account number with the length of its country and right check digits: capitals, no spaces.</summary>
    Iban = 5,

    /// <summary>A payment card's number of 12 to 19 digits with the right check digit: digits only.</summary>
    Card = 6,

    /// <summary>A French social security number: 13 characters without its key; a key that is there must be right.</summary>
    Nir = 7,

    /// <summary>An IP address: dotted, or as RFC 5952 writes it; an IPv4 address mapped into IPv6 is IPv4.</summary>
    Ip = 8,
}
