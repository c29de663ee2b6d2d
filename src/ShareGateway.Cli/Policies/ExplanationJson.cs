using System.Collections.Immutable;
using System.Xml;
using ShareGateway.Policy;
using ShareGateway.Policy.Explaining;
using ShareGateway.Policy.Sentences;

namespace ShareGateway.Cli.Policies;

/// <summary>Explanations in the shape of <c>--output json</c>.</summary>
internal static class ExplanationJson
{
    public static object Of(PolicySet set, Explanation explanation, Language language) => new
    {
        permitted = explanation.Permitted,
        reason = explanation.Permitted ? null : RefusalReasons.Code(explanation.Reason),
        recipient = explanation.Request.RecipientId,
        dataset = explanation.Request.Dataset,
        purpose = explanation.Request.Purpose,
        at = explanation.At,
        agreement = explanation.Plan?.AgreementId,
        decidedBy = explanation.DecidedBy.Select(line => new { at = line.Place.ToString(), says = line.Says }),
        fields = explanation.Fields.Select(field => new
        {
            field = field.Field.Path.ToString(),
            category = field.Field.DataCategory,
            transform = field.Field.Transform.Name,
            delivered = AgreementPhrases.Form(field.Field, language),
            because = field.Field.Because,
            at = field.Place.ToString(),
            rules = Rules(field.Rules),
        }),
        withheld = explanation.Withheld.Select(field => new
        {
            field = field.Field.Path.ToString(),
            category = field.Field.Category,
            leftOutAt = field.Place?.ToString(),
            rules = Rules(field.Rules),
        }),
        limits = explanation.Limits.Select(limit => new
        {
            limit = limit.Name,
            value = limit.Value,
            stated = limit.Stated.Select(stated => new { at = stated.Place.ToString(), value = stated.Value, decides = stated.Decides }),
        }),
        consent = explanation.Plan is { } plan ? Consent(plan) : null,
        sentence = explanation.Plan is { } said ? AgreementSentence.Of(said, language) : null,
        policyHash = set.Hash,
    };

    public static object Of(PolicySet set, ImmutableArray<PersonReach> reaches, string scheme, DateTimeOffset at) => new
    {
        scheme,
        at,
        agreements = reaches.Select(reach => new
        {
            agreement = reach.Plan.AgreementId,
            recipient = reach.Plan.Recipient.Id,
            dataset = reach.Plan.Contract.Dataset,
            purpose = reach.Plan.Purpose,
            refused = reach.Refused is { } reason ? RefusalReasons.Code(reason) : null,
            consent = Consent(reach.Plan),
            subjects = reach.Subjects.Select(subject => subject.Path.ToString()),
            fields = reach.Plan.Fields.Where(field => field.Transform.Name != "drop").Select(field => field.Path.ToString()),
        }),
        policyHash = set.Hash,
    };

    // Null: no consent is needed.
    private static object? Consent(SharePlan plan) => plan.Consent is { } consent
        ? new
        {
            purpose = plan.Purpose,
            mustName = consent.MustNameRecipient ? plan.Recipient.Id : null,
            maxAge = XmlConvert.ToString(consent.MaxAge),
            maxStaleness = XmlConvert.ToString(consent.MaxStaleness),
        }
        : null;

    private static IEnumerable<object> Rules(ImmutableArray<BearingRule> rules) =>
        rules.Select(rule => new { at = rule.Place.ToString(), category = rule.Category, accepted = rule.Accepted });
}
