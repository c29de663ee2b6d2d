using System.Xml;
using ShareGateway.Policy.Guardrails;
using ShareGateway.Policy.Vocabulary;

namespace ShareGateway.Policy.Comparing;

/// <summary>Compares what two guardrails of one scope allow; a scope without a guardrail allows everything that stands above it.</summary>
internal static class LimitsComparison
{
    public static IReadOnlyList<Difference> Of(Limits before, Limits after)
    {
        var differences = new Differences();
        differences.Set("forbidPurposes", before.ForbiddenPurposes, after.ForbiddenPurposes, ChangeOrder.Tighter);
        CompareRules(differences, "legalBasisFor", before.LegalBases, after.LegalBases);
        CompareRules(differences, "fieldActions", before.FieldActions, after.FieldActions);
        CompareStated(differences, "transfer.freeWithin", before.FreeWithin, after.FreeWithin);
        CompareStated(differences, "transfer.elsewhereNeeds", before.ElsewhereNeeds, after.ElsewhereNeeds);
        differences.Value("minimumGroup", before.MinimumGroup, after.MinimumGroup, GroupOrder, Group, GroupInWords);
        differences.Value("reidentification", before.Reidentification, after.Reidentification, ReidentificationOrder, Written, InWords);
        CompareLength(differences, "maximum.recipientRetention", before.RecipientRetention, after.RecipientRetention);
        CompareLength(differences, "maximum.agreementLength", before.AgreementLength, after.AgreementLength);
        CompareLength(differences, "maximum.consentAge", before.ConsentAge, after.ConsentAge);
        differences.Value(
            "maximum.consentStaleness", before.ConsentStaleness, after.ConsentStaleness, LengthOrder, time => time is { } t ? XmlConvert.ToString(t) : "", ChangePhrases.Length);
        return differences.Found;
    }

    private static void CompareRules(Differences differences, string limit, TermRules before, TermRules after)
    {
        foreach (string term in before.Accepted.Keys.Union(after.Accepted.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var old = before.Accepted.GetValueOrDefault(term);
            var now = after.Accepted.GetValueOrDefault(term);
            if (old is not null && now is not null)
            {
                differences.Set(limit, old, now, ChangeOrder.Looser, term, Broadest);
            }
            else
            {
                bool isNew = now is not null;
                string words = Differences.Join(Broadest([.. now ?? old!]));
                differences.Add(new Difference(
                    $"{limit}.{term}", isNew ? ChangeOrder.Tighter : ChangeOrder.Looser, isNew ? "" : words, isNew ? words : "", ChangePhrases.RuleOn(limit, term, words, isNew)));
            }
        }
    }

    // Limits hold narrower bases written out; the author wrote the broadest. Names of transforms have nothing narrower.
    private static IEnumerable<string> Broadest(string[] words) =>
        words.Where(word => !words.Any(other => other != word && Terms.IsWithin(word, other)));

    private static void CompareStated(Differences differences, string limit, IReadOnlyCollection<string>? before, IReadOnlyCollection<string>? after)
    {
        if (before is not null && after is not null)
        {
            differences.Set(limit, before, after, ChangeOrder.Looser);
        }
        else if (before is not null || after is not null)
        {
            bool isNew = after is not null;
            string words = Differences.Join(after ?? before!);
            differences.Add(new Difference(
                limit, isNew ? ChangeOrder.Tighter : ChangeOrder.Looser, isNew ? "" : words, isNew ? words : "", ChangePhrases.RuleOn(limit, "", words, isNew)));
        }
    }

    private static void CompareLength(Differences differences, string dimension, Period? before, Period? after) =>
        differences.Value(dimension, before, after, LengthOrder, period => period?.ToString() ?? "", ChangePhrases.Length);

    // No limit is the loosest of all.
    private static ChangeOrder LengthOrder<T>(T? before, T? after)
        where T : struct => before is null ? ChangeOrder.Tighter : after is null ? ChangeOrder.Looser : Orders.Growing(before, after);

    private static ChangeOrder GroupOrder(int? before, int? after) => Orders.Shrinking(before ?? 0, after ?? 0);

    private static ChangeOrder ReidentificationOrder(Reidentification? before, Reidentification? after) => LengthOrder(before, after);

    private static string Group(int? size) => size is { } people ? ChangePhrases.Number(people) : "";

    private static Said GroupInWords(int? size) => size is { } people ? Said.Plainly(ChangePhrases.Number(people)) : ChangePhrases.Unlimited;

    private static string Written(Reidentification? value) => value is { } stated ? PlanComparison.Written(stated) : "";

    private static Said InWords(Reidentification? value) => value is { } stated ? PlanComparison.ReidentificationInWords(stated) : ChangePhrases.Unlimited;
}
