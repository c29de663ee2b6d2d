using ShareGateway.Policy;

namespace ShareGateway.Cli.Policies;

/// <summary>What an explanation says around the words of the policy files, in one language.</summary>
internal sealed record ExplanationWords
{
    public required string Permitted { get; init; }

    public required string Refused { get; init; }

    public required string KnowledgeAssumed { get; init; }

    public required string DecidedBy { get; init; }

    public required string Leaving { get; init; }

    public required string Withheld { get; init; }

    public required string Limits { get; init; }

    public required string Sentence { get; init; }

    public required string Person { get; init; }

    public required string NotNamed { get; init; }

    public required string LeftOut { get; init; }

    public required string ConsentNeeded { get; init; }

    public required string ConsentNaming { get; init; }

    public required string NoConsentNeeded { get; init; }

    public required string RequestsPass { get; init; }

    public required string WouldLeave { get; init; }

    public required string[] LeavingHeadings { get; init; }

    public required string[] WithheldHeadings { get; init; }

    public required string[] LimitHeadings { get; init; }

    public required string[] PersonHeadings { get; init; }

    public static ExplanationWords In(Language language) => language == Language.French ? French : English;

    private static ExplanationWords English { get; } = new()
    {
        Permitted = "permitted",
        Refused = "refused",
        KnowledgeAssumed = "provided that the gateway's knowledge of consents is fresh when it is asked",
        DecidedBy = "decided by",
        Leaving = "fields that leave",
        WouldLeave = "fields that would leave, were the request not refused",
        Withheld = "fields that do not leave",
        Limits = "limits in force",
        Sentence = "the agreement in one sentence",
        Person = "about this person",
        NotNamed = "the agreement does not name it",
        LeftOut = "the agreement leaves it out",
        ConsentNeeded = "needs consent to exactly {0}, at most {1} old",
        ConsentNaming = ", that names {0}",
        NoConsentNeeded = "no consent is needed",
        RequestsPass = "yes",
        LeavingHeadings = ["field", "leaves", "because", "agreement", "guardrails, outermost first"],
        WithheldHeadings = ["field", "kind of data", "why", "guardrails, outermost first"],
        LimitHeadings = ["limit", "in force", "stated at (* decides)"],
        PersonHeadings = ["agreement", "recipient", "dataset", "requests pass", "what the person's consent must be like", "fields"],
    };

    private static ExplanationWords French { get; } = new()
    {
        Permitted = "autorisé",
        Refused = "refusé",
        KnowledgeAssumed = "sous réserve que l'état des consentements connu de la passerelle soit à jour lors de la demande",
        DecidedBy = "lignes qui décident",
        Leaving = "champs transmis",
        WouldLeave = "champs qui seraient transmis si la demande n'était pas refusée",
        Withheld = "champs non transmis",
        Limits = "limites en vigueur",
        Sentence = "l'accord en une phrase",
        Person = "à propos de cette personne",
        NotNamed = "l'accord ne le nomme pas",
        LeftOut = "l'accord l'exclut",
        ConsentNeeded = "consentement requis à cette finalité précise : {0}, datant de {1} au plus",
        ConsentNaming = ", et nommant {0}",
        NoConsentNeeded = "aucun consentement n'est requis",
        RequestsPass = "oui",
        LeavingHeadings = ["champ", "transmis", "parce que", "accord", "garde-fous, du plus large au plus étroit"],
        WithheldHeadings = ["champ", "catégorie de données", "pourquoi", "garde-fous, du plus large au plus étroit"],
        LimitHeadings = ["limite", "en vigueur", "énoncée en (* décide)"],
        PersonHeadings = ["accord", "destinataire", "jeu de données", "demandes autorisées", "ce que doit être le consentement de la personne", "champs"],
    };
}
