using System.Collections.Immutable;
using System.Globalization;
using ShareGateway.Policy;
using ShareGateway.Policy.Explaining;
using ShareGateway.Policy.Sentences;

namespace ShareGateway.Cli.Policies;

/// <summary>Prints explanations.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="language">For what is said to people; the words of policy files stay.</param>
/// <param name="form"><c>text</c> or <c>json</c>.</param>
internal sealed class ExplanationOutput(Terminal terminal, Language language, string form)
{
    private readonly ExplanationWords _words = ExplanationWords.In(language);

    public string Form => form;

    /// <summary>Why one request may pass or not. With a scheme, also what the consent of one of its people must be like.</summary>
    public void Write(PolicySet set, Explanation explanation, string? scheme)
    {
        if (form == "json")
        {
            terminal.WriteJson(ExplanationJson.Of(set, explanation, language));
            return;
        }

        WriteVerdict(explanation);
        if (explanation.Plan is not { } plan)
        {
            return;
        }

        if (scheme is not null && plan.SubjectFields.Any(subject => subject.Scheme == scheme))
        {
            Part(_words.Person);
            terminal.Output.WriteLine("  " + ConsentOf(plan));
        }

        Part(explanation.Permitted ? _words.Leaving : _words.WouldLeave);
        TableOutput.Write(terminal, _words.LeavingHeadings, [.. explanation.Fields.Select(Cells)]);
        Part(_words.Withheld);
        TableOutput.Write(terminal, _words.WithheldHeadings, [.. explanation.Withheld.Select(Cells)]);
        Part(_words.Limits);
        TableOutput.Write(terminal, _words.LimitHeadings, [.. explanation.Limits.Select(Cells)]);
        Part(_words.Sentence);
        terminal.Output.WriteLine("  " + AgreementSentence.Of(plan, language));
    }

    /// <summary>Who can see the people of a scheme.</summary>
    public void Write(PolicySet set, ImmutableArray<PersonReach> reaches, string scheme, DateTimeOffset at)
    {
        if (form == "json")
        {
            terminal.WriteJson(ExplanationJson.Of(set, reaches, scheme, at));
            return;
        }

        TableOutput.Write(terminal, _words.PersonHeadings, [.. reaches.Select(Cells)]);
    }

    private void WriteVerdict(Explanation explanation)
    {
        var (recipient, dataset, purpose) = explanation.Request;
        string verdict = explanation.Permitted ? _words.Permitted : $"{_words.Refused} ({RefusalReasons.Code(explanation.Reason)})";
        string moment = explanation.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        TableOutput.Heading(terminal, $"{verdict}: {recipient}, {dataset}, {purpose ?? "-"}, {moment}", explanation.Permitted ? "green" : "red");
        if (explanation is { Permitted: true, Plan.Consent: not null })
        {
            terminal.Output.WriteLine("  " + _words.KnowledgeAssumed);
        }

        if (!explanation.DecidedBy.IsEmpty)
        {
            Part(_words.DecidedBy);
            int width = explanation.DecidedBy.Max(line => line.Place.ToString().Length);
            foreach (var line in explanation.DecidedBy)
            {
                terminal.Output.WriteLine($"  {line.Place.ToString().PadRight(width)}  {line.Says}");
            }
        }
    }

    private void Part(string heading)
    {
        terminal.Output.WriteLine();
        TableOutput.Heading(terminal, heading);
    }

    private string[] Cells(ExplainedField field) =>
    [
        field.Field.Path.ToString(), AgreementPhrases.Form(field.Field, language), field.Field.Because, field.Place.ToString(), Rules(field.Rules),
    ];

    private string[] Cells(WithheldField field) =>
    [
        field.Field.Path.ToString(),
        AgreementPhrases.Label(field.Field.Category, language),
        field.Place is { } place ? $"{_words.LeftOut} ({place})" : _words.NotNamed,
        Rules(field.Rules),
    ];

    private static string[] Cells(LimitInForce limit) =>
        [limit.Name, limit.Value, string.Join("; ", limit.Stated.Select(stated => $"{stated.Place} {stated.Value}{(stated.Decides ? "*" : "")}"))];

    private string[] Cells(PersonReach reach) =>
    [
        reach.Plan.AgreementId,
        reach.Plan.Recipient.LegalName,
        reach.Plan.Contract.Dataset,
        reach.Refused is { } reason ? RefusalReasons.Code(reason) : _words.RequestsPass,
        ConsentOf(reach.Plan),
        string.Join(", ", reach.Plan.Fields.Where(field => field.Transform.Name != "drop").Select(field => field.Path)),
    ];

    private static string Rules(ImmutableArray<BearingRule> rules) =>
        rules.IsEmpty ? "-" : string.Join("; ", rules.Select(rule => $"{rule.Place} {rule}"));

    private string ConsentOf(SharePlan plan) => plan.Consent is { } consent
        ? string.Format(CultureInfo.InvariantCulture, _words.ConsentNeeded, plan.Purpose, AgreementPhrases.Age(consent.MaxAge, language))
            + (consent.MustNameRecipient ? string.Format(CultureInfo.InvariantCulture, _words.ConsentNaming, plan.Recipient.LegalName) : "")
        : _words.NoConsentNeeded;
}
