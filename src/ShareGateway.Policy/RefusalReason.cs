namespace ShareGateway.Policy;

/// <summary>Why a request may not pass. The numbers reach the audit log: they are never changed nor used again.</summary>
public enum RefusalReason
{
    /// <summary>No reason was given. Nothing passes on it.</summary>
    Unspecified = 0,

    /// <summary>No contract has this id and major version. A caller is not told: see <see cref="RefusalReasons.PublicCode"/>.</summary>
    UnknownDataset = 1,

    /// <summary>The recipient has no agreement on the dataset.</summary>
    NoAgreement = 2,

    /// <summary>The request states no purpose.</summary>
    PurposeMissing = 3,

    /// <summary>The recipient's agreements on the dataset are for other purposes.</summary>
    PurposeNotAgreed = 4,

    /// <summary>The agreement begins later.</summary>
    AgreementNotYetValid = 5,

    /// <summary>The agreement's last day has passed.</summary>
    AgreementOver = 6,

    /// <summary>The recipient sits or processes outside the free area, without a transfer tool that the guardrails accept.</summary>
    TransferNotCovered = 7,

    /// <summary>The gateway's knowledge of consents is older than the agreement allows, or it has none.</summary>
    ConsentKnowledgeTooOld = 8,

    /// <summary>No recipient has this id.</summary>
    UnknownRecipient = 9,
}
