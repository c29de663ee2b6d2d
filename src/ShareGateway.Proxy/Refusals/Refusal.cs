using ShareGateway.Policy;

namespace ShareGateway.Proxy.Refusals;

/// <summary>A refusal on its way to the caller and to the log.</summary>
/// <param name="Reason">What the caller reads.</param>
/// <param name="Status">HTTP status.</param>
internal sealed record Refusal(string Reason, int Status)
{
    /// <summary>What the log reads; the caller's reason unless the two must differ (I12).</summary>
    public string InternalReason { get; init; } = Reason;

    public string Recipient { get; init; } = "";

    public string ClientId { get; init; } = "";

    /// <summary>The dataset as asked; written to the log only when the policies know it.</summary>
    public string Dataset { get; init; } = "";

    /// <summary>The purpose as asked; written to the log only when it is a known term.</summary>
    public string Purpose { get; init; } = "";

    public string Agreement { get; init; } = "";

    public static Refusal Of(Decision decision, string recipient, string clientId, string dataset, string? purpose) =>
        new(RefusalReasons.PublicCode(decision.Reason), StatusOf(decision.Reason))
        {
            InternalReason = RefusalReasons.Code(decision.Reason),
            Recipient = recipient,
            ClientId = clientId,
            Dataset = dataset,
            Purpose = purpose ?? "",
            Agreement = decision.AgreementId,
        };

    private static int StatusOf(RefusalReason reason) => reason switch
    {
        RefusalReason.PurposeMissing => StatusCodes.Status400BadRequest,
        RefusalReason.ConsentKnowledgeTooOld => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status403Forbidden,
    };
}
