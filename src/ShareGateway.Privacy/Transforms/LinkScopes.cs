namespace ShareGateway.Privacy.Transforms;

/// <summary>The parameter by which a policy says within what equal values get equal results.</summary>
internal static class LinkScopes
{
    public const string Parameter = "linkable";

    /// <summary>For stand-ins: the narrowest holds unless a wider one is written.</summary>
    public static TransformParameter All { get; } = TransformParameter.OneOf(Parameter, "response", "agreement", "recipient").Unless("response");

    /// <summary>For what must be read back later, when the response is long gone.</summary>
    public static TransformParameter Lasting { get; } = TransformParameter.OneOf(Parameter, "agreement", "recipient").Unless("agreement");

    /// <summary>None for a word that is no scope.</summary>
    public static LinkScope Of(string word) => word switch
    {
        "response" => LinkScope.Response,
        "agreement" => LinkScope.Agreement,
        "recipient" => LinkScope.Recipient,
        _ => LinkScope.None,
    };

    /// <summary>How long a stand-in stays the same, as the end of a clause.</summary>
    public static string InEnglish(LinkScope scope) => scope switch
    {
        LinkScope.Agreement => "that stays the same within this agreement",
        LinkScope.Recipient => "that stays the same in all agreements of this recipient",
        _ => "that changes with every response",
    };

    /// <inheritdoc cref="InEnglish"/>
    public static string InFrench(LinkScope scope) => scope switch
    {
        LinkScope.Agreement => "stable au sein de cet accord",
        LinkScope.Recipient => "stable dans tous les accords de ce destinataire",
        _ => "qui change à chaque réponse",
    };
}
