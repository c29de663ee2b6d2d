namespace ShareGateway.Policy;

/// <summary>The stable words for <see cref="RefusalReason"/>.</summary>
public static class RefusalReasons
{
    /// <summary>The word for the audit log; it tells every reason apart.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is no reason.</exception>
    public static string Code(RefusalReason reason) => reason switch
    {
        RefusalReason.Unspecified => "unspecified",
        RefusalReason.UnknownDataset => "unknown-dataset",
        RefusalReason.NoAgreement => "no-agreement",
        RefusalReason.PurposeMissing => "purpose-missing",
        RefusalReason.PurposeNotAgreed => "purpose-not-agreed",
        RefusalReason.AgreementNotYetValid => "agreement-not-yet-valid",
        RefusalReason.AgreementOver => "agreement-over",
        RefusalReason.TransferNotCovered => "transfer-not-covered",
        RefusalReason.ConsentKnowledgeTooOld => "consent-knowledge-too-old",
        RefusalReason.UnknownRecipient => "unknown-recipient",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "expected a known reason"),
    };

    /// <summary>
    /// The word for the caller. A dataset that does not exist and one without an agreement read the same, so that a caller cannot
    /// learn which datasets there are (I12).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is no reason.</exception>
    public static string PublicCode(RefusalReason reason) =>
        Code(reason == RefusalReason.UnknownDataset ? RefusalReason.NoAgreement : reason);
}
