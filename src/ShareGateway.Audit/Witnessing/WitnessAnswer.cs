namespace ShareGateway.Audit.Witnessing;

/// <summary>What a witness answers.</summary>
/// <param name="Status">HTTP status: 200 with cosignature lines, 409 with the size it has, or 400, 403, 404, 422 as the specification says.</param>
/// <param name="Body">The body.</param>
/// <param name="ContentType">Its media type.</param>
public sealed record WitnessAnswer(int Status, string Body, string ContentType)
{
    /// <summary>Media type of the body of a 409.</summary>
    public const string SizeType = "text/x.tlog.size";

    internal static WitnessAnswer Plain(int status, string text) => new(status, text + "\n", "text/plain; charset=utf-8");
}
