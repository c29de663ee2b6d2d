namespace ShareGateway.Policy.Sentences;

/// <summary>Says an agreement back in one sentence: what a data protection officer signs.</summary>
public static class AgreementSentence
{
    /// <summary>
    /// One sentence with its full stop, on one line: who gives what to whom, when, for which purpose and on which basis; each field as it is
    /// delivered; which records, whose consent, how many a day; the transfer; and what the recipient owes afterwards. The guardrails' limits
    /// are met already. French has a no-break space where its typography wants one.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The language is not known.</exception>
    public static string Of(SharePlan plan, Language language)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var wording = Wording.In(language);
        var clauses = new[]
        {
            wording.Gives(plan),
            wording.Rows(plan),
            wording.Consent(plan),
            wording.Counts(plan),
            wording.Transfer(plan),
            wording.AfterDelivery(plan),
            wording.Reidentification(plan),
        };
        return string.Join(wording.Semicolon, clauses.Where(clause => clause.Length > 0)) + ".";
    }
}
