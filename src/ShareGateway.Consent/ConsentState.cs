namespace ShareGateway.Consent;

/// <summary>
/// What a consent event says about a person's will. Only <see cref="Given"/> and <see cref="Renewed"/> allow anything; every other
/// state takes away what was given before it. Source: W3C DPV 2.3, consent status.
/// </summary>
/// <remarks>The numbers are stored. They are never reused.</remarks>
public enum ConsentState
{
    /// <summary>Nothing is known; <c>dpv:ConsentUnknown</c>. The zero value. Not accepted as an event.</summary>
    Unknown = 0,

    /// <summary>The person said yes; <c>dpv:ConsentGiven</c>.</summary>
    Given = 1,

    /// <summary>The person said yes again; <c>dpv:RenewedConsentGiven</c>.</summary>
    Renewed = 2,

    /// <summary>The person said no; <c>dpv:ConsentRefused</c>.</summary>
    Refused = 3,

    /// <summary>The person took a yes back; <c>dpv:ConsentWithdrawn</c>.</summary>
    Withdrawn = 4,

    /// <summary>A yes ran out; <c>dpv:ConsentExpired</c>.</summary>
    Expired = 5,

    /// <summary>Someone other than the person took the yes away, a court for example; <c>dpv:ConsentRevoked</c>.</summary>
    Revoked = 6,

    /// <summary>The yes turned out not to be one, a wrong notice for example; <c>dpv:ConsentInvalidated</c>.</summary>
    Invalidated = 7,

    /// <summary>The question was put and not answered yet; <c>dpv:ConsentRequested</c>.</summary>
    Requested = 8,

    /// <summary>The answer was put off; <c>dpv:ConsentRequestDeferred</c>.</summary>
    RequestDeferred = 9,
}
