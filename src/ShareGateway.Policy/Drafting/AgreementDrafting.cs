using System.Globalization;
using ShareGateway.Policy.Guardrails;
using ShareGateway.Policy.Loading.Yaml;
using ShareGateway.Policy.Vocabulary;

namespace ShareGateway.Policy.Drafting;

/// <summary>Makes a new agreement by asking. Only what the guardrails allow is offered, so that the file can be signed as it comes.</summary>
public static class AgreementDrafting
{
    private static readonly Period Year = Months(12);

    /// <summary>Asks for everything that an agreement says.</summary>
    /// <param name="set">The policies that the file will join.</param>
    /// <param name="today">The day from which the agreement holds unless another is given.</param>
    /// <param name="ask">Puts the questions.</param>
    /// <returns>The file; null when the scope sees no dataset or no recipient to agree about.</returns>
    public static DraftedFile? Create(PolicySet set, DateOnly today, Ask ask)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(ask);
        string scope = ask.Scope(set);
        var contracts = set.Contracts.Where(contract => Asking.Sees(scope, contract.Controller)).ToDictionary(contract => contract.Dataset, StringComparer.Ordinal);
        string[] recipients = [.. set.Recipients.Where(recipient => Asking.Sees(scope, Asking.ScopeOf(recipient.File))).Select(recipient => recipient.Id)];
        if (contracts.Count == 0 || recipients.Length == 0)
        {
            return null;
        }

        var limits = Asking.LimitsOf(set, scope);
        string id = ask.NewId("Short id of the agreement, such as galerie-lumiere-newsletter", set.Plans.Select(plan => plan.AgreementId));
        string title = ask.Value("title", "Title, one line for people", Values.Line);
        string owner = ask.Value("owner", "Who answers for it: an e-mail address", Values.Email);
        string dataset = ask.Choice("dataset", "Which dataset", contracts.Keys);
        string recipient = ask.Choice("recipient", "Who receives", recipients);
        string purpose = ask.Term("purpose", "For which purpose, such as dpv:DirectMarketing", TermKind.Purpose, answer => limits.AllowsPurpose(answer) ? null : "a guardrail forbids this purpose");
        string basis = ask.Term("legalBasis", "On which legal basis, such as eu-gdpr:A6-1-a (consent)", TermKind.LegalBasis, answer => limits.AllowsBasis(purpose, answer) ? null : "a guardrail does not accept this basis for the purpose");
        return Asking.File(scope, "agreement", id, $"""
            # {title}
            kind: Agreement
            id: {id}
            title: {YamlScalar.Of(title)}
            owner: {owner}
            version: 1                             # raise it with every change
            dataset: {dataset}
            recipient: {recipient}
            purpose: {purpose}                     # a request must name exactly this purpose
            legalBasis: {basis}
            {Consent(basis, limits, ask)}
            fields:                                # whatever is not named here never leaves
            {FieldDrafting.Ask(contracts[dataset], limits, ask)}
            questions: {"{"}counts: hidden, rowsPerDay: {ask.Value("rowsPerDay", "Most records in one day", Values.Number(1, 1_000_000_000_000), "100000")}{"}"}
            {Delivery(limits, ask)}
            {Validity(today, limits, ask)}

            """);
    }

    private static string Consent(string basis, Limits limits, Ask ask)
    {
        bool isConsent = Terms.IsWithin(basis, "eu-gdpr:Consent");
        if (!isConsent && !ask.YesNo("consent.needed", "Must the person have consented all the same?", unlessGiven: false))
        {
            return "consent: {needed: false}";
        }

        bool named = ask.YesNo("consent.mustNameRecipient", "Does only a consent count that names this recipient?", unlessGiven: true);
        string age = ask.Value("consent.maxAge", "How old may a consent be", AtMost(limits.ConsentAge), (limits.ConsentAge ?? Months(13)).ToString());
        string staleness = ask.Value("consent.maxStaleness", "How old may the gateway's knowledge of consents be", AtMost(limits.ConsentStaleness), "PT60S");
        return $"consent: {{needed: true, mustNameRecipient: {(named ? "true" : "false")}, maxAge: {age}, maxStaleness: {staleness}}}";
    }

    private static string Delivery(Limits limits, Ask ask)
    {
        string keep = ask.Value("afterDelivery.keepFor", "How long may the recipient keep the data", AtMost(limits.RecipientRetention), Least(Months(6), limits.RecipientRetention).ToString());
        string then = ask.Choice("afterDelivery.then", "What does it do then", ["erase", "return"], "erase");
        string act = ask.Value("afterDelivery.actOnWithdrawalWithin", "How soon must it act when a person withdraws", Values.Time, "PT24H");
        return $"afterDelivery: {{keepFor: {keep}, then: {then}, actOnWithdrawalWithin: {act}}}";
    }

    private static string Validity(DateOnly today, Limits limits, Ask ask)
    {
        string from = ask.Value("validity.from", "First day", Values.Date, Asking.Day(today));
        var first = DateOnly.ParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var longest = limits.AgreementLength ?? Year;
        string until = ask(new Question("validity.until", "Last day", answer => JudgeEnd(answer, first, limits.AgreementLength)) { Default = Asking.Day(longest.LastDayFrom(first)) });
        return $"validity: {{from: {from}, until: {until}}}   # both days included, UTC";
    }

    private static string? JudgeEnd(string answer, DateOnly first, Period? longest)
    {
        if (!Values.Date(answer).IsValue(out var last))
        {
            return Values.Date(answer).Problem.Hint;
        }

        return last < first ? "expected a day that is not before the first"
            : longest is { } most && last > most.LastDayFrom(first) ? $"a guardrail allows {most} at most: until {Asking.Day(most.LastDayFrom(first))}" : null;
    }

    private static Func<string, Reading<Period>> AtMost(Period? limit) => text =>
        Values.Calendar(text) is var reading && reading.IsValue(out var period) && limit is { } most && period > most
            ? Values.Wrong(text, $"a guardrail allows {most} at most")
            : reading;

    private static Func<string, Reading<TimeSpan>> AtMost(TimeSpan? limit) => text =>
        Values.Time(text) is var reading && reading.IsValue(out var time) && limit is { } most && time > most
            ? Values.Wrong(text, $"a guardrail allows {System.Xml.XmlConvert.ToString(most)} at most")
            : reading;

    private static Period Least(Period one, Period? limit) => limit is { } most && most < one ? most : one;

    private static Period Months(int months) => Period.TryParse(string.Create(CultureInfo.InvariantCulture, $"P{months}M"), out var period) ? period : default;
}
