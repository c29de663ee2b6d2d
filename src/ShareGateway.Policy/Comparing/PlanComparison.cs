using System.Xml;
using ShareGateway.Policy.Vocabulary;

namespace ShareGateway.Policy.Comparing;

/// <summary>Compares two plans of one agreement, dimension by dimension, in the order of the agreement's file.</summary>
internal static class PlanComparison
{
    public static IReadOnlyList<Difference> Of(SharePlan before, SharePlan after)
    {
        var differences = new Differences();
        CompareKey(differences, "dataset", before.Contract.Dataset, after.Contract.Dataset);
        CompareKey(differences, "recipient", before.Recipient.Id, after.Recipient.Id);
        CompareKey(differences, "purpose", before.Purpose, after.Purpose);
        differences.Value("legalBasis", before.LegalBasis, after.LegalBasis, BasisOrder, basis => basis);
        CompareConsent(differences, before.Consent, after.Consent);
        FieldComparison.Compare(differences, before, after);
        RowComparison.Compare(differences, before, after);
        differences.Value("questions.counts", before.CountsHidden, after.CountsHidden, Orders.Shrinking, hidden => hidden ? "hidden" : "shown", ChangePhrases.Counts);
        differences.Value("questions.rowsPerDay", before.RowsPerDay, after.RowsPerDay, Orders.Growing, ChangePhrases.Number);
        differences.Value("minimumGroup", before.MinimumGroup, after.MinimumGroup, GroupOrder, Group, GroupInWords);
        differences.Value("reidentification", before.Reidentification, after.Reidentification, Orders.Growing, Written, ReidentificationInWords);
        CompareDuties(differences, before.AfterDelivery, after.AfterDelivery);
        CompareDays(differences, before, after);
        PartyComparison.Compare(differences, before, after);
        return [.. differences.Found.Select(difference => difference.Line > 1 ? difference : difference with { Line = LineOf(after, difference.Dimension) })];
    }

    /// <summary>A value as a policy file writes it.</summary>
    public static string Written(Reidentification value) => value == Reidentification.TwoPeople ? "two-people" : "never";

    public static Said ReidentificationInWords(Reidentification value) => value == Reidentification.TwoPeople
        ? new("when two people agree to it", "lorsque deux personnes en conviennent")
        : new("never", "jamais");

    // Who, what and why make the request: another one passes now, and the old one no longer does.
    private static void CompareKey(Differences differences, string key, string before, string after)
    {
        if (before != after)
        {
            differences.Add(new Difference(key, ChangeOrder.Looser, before, after, ChangePhrases.NowCovers(key, after)) { IsAboutRequests = true });
            differences.Add(new Difference(key, ChangeOrder.Tighter, before, after, ChangePhrases.NoLongerCovers(key, before)));
        }
    }

    private static ChangeOrder BasisOrder(string before, string after) => Orders.Of(Terms.IsWithin(after, before), Terms.IsWithin(before, after));

    private static void CompareConsent(Differences differences, ConsentTerms? before, ConsentTerms? after)
    {
        if (before is null || after is null)
        {
            var wording = ChangePhrases.Changed("consent.needed", ChangePhrases.Needed(before is not null), ChangePhrases.Needed(after is not null));
            if (before != after)
            {
                var order = after is null ? ChangeOrder.Looser : ChangeOrder.Tighter;
                differences.Add(new Difference("consent.needed", order, Flag(before is not null), Flag(after is not null), wording) { IsAboutRequests = true });
            }

            return;
        }

        differences.Value("consent.mustNameRecipient", before.MustNameRecipient, after.MustNameRecipient, Orders.Shrinking, Flag, ChangePhrases.YesNo);
        differences.Value("consent.maxAge", before.MaxAge, after.MaxAge, Orders.Growing, XmlConvert.ToString, Words);
        if (before.MaxStaleness != after.MaxStaleness)
        {
            var wording = ChangePhrases.Changed("consent.maxStaleness", Words(before.MaxStaleness), Words(after.MaxStaleness));
            differences.Add(new Difference(
                "consent.maxStaleness",
                Orders.Growing(before.MaxStaleness, after.MaxStaleness),
                XmlConvert.ToString(before.MaxStaleness),
                XmlConvert.ToString(after.MaxStaleness),
                wording) { IsAboutRequests = true });
        }
    }

    private static void CompareDuties(Differences differences, AfterDelivery before, AfterDelivery after)
    {
        differences.Value("afterDelivery.keepFor", before.KeepFor, after.KeepFor, Orders.Growing, period => period.ToString(), period => ChangePhrases.Length(period));
        differences.Value("afterDelivery.then", before.Then, after.Then, (_, _) => ChangeOrder.Neither, then => then, ChangePhrases.Then);
        differences.Value(
            "afterDelivery.actOnWithdrawalWithin", before.ActOnWithdrawalWithin, after.ActOnWithdrawalWithin, Orders.Growing, XmlConvert.ToString, Words);
    }

    private static void CompareDays(Differences differences, SharePlan before, SharePlan after)
    {
        CompareDay(differences, "validity.from", before.ValidFrom, after.ValidFrom, Orders.Shrinking);
        CompareDay(differences, "validity.until", before.ValidUntil, after.ValidUntil, Orders.Growing);
        var window = new DayRange(
            before.ValidFrom < after.ValidFrom ? before.ValidFrom : after.ValidFrom, before.ValidUntil > after.ValidUntil ? before.ValidUntil : after.ValidUntil);
        CompareTransfer(differences, DayRanges.Except(after.TransferDays, before.TransferDays, window), ChangeOrder.Looser);
        CompareTransfer(differences, DayRanges.Except(before.TransferDays, after.TransferDays, window), ChangeOrder.Tighter);
        differences.Value("transferTool", before.TransferTool, after.TransferTool, (_, _) => ChangeOrder.Neither, tool => tool, OrNone);
    }

    private static void CompareDay(Differences differences, string dimension, DateOnly before, DateOnly after, Func<DateOnly, DateOnly, ChangeOrder> order)
    {
        if (before != after)
        {
            string old = ChangePhrases.Day(before);
            string now = ChangePhrases.Day(after);
            var wording = ChangePhrases.Changed(dimension, Said.Plainly(old), Said.Plainly(now));
            differences.Add(new Difference(dimension, order(before, after), old, now, wording) { IsAboutRequests = true });
        }
    }

    private static void CompareTransfer(Differences differences, List<DayRange> days, ChangeOrder order)
    {
        if (days.Count > 0)
        {
            bool added = order == ChangeOrder.Looser;
            string written = Differences.Join(days.Select(range => $"{ChangePhrases.Day(range.From)}/{ChangePhrases.Day(range.Until)}"));
            var wording = ChangePhrases.TransferDays(days, added);
            differences.Add(new Difference("transfer", order, added ? "" : written, added ? written : "", wording) { IsAboutRequests = true });
        }
    }

    // Nobody stated a group: then no count is told at all, which is the tightest.
    private static ChangeOrder GroupOrder(int? before, int? after) => Orders.Shrinking(before ?? int.MaxValue, after ?? int.MaxValue);

    private static string Group(int? size) => size is { } people ? ChangePhrases.Number(people) : "";

    private static Said GroupInWords(int? size) => size is { } people ? Said.Plainly(ChangePhrases.Number(people)) : new("none is told", "aucun n'est donné");

    private static Said Words(TimeSpan time) => ChangePhrases.Length((TimeSpan?)time);

    private static Said OrNone(string tool) => tool.Length > 0 ? Said.Plainly(tool) : new("none", "aucun");

    private static string Flag(bool value) => value ? "true" : "false";

    private static int LineOf(SharePlan plan, string dimension) => plan.Lines.GetValueOrDefault(dimension.Split('.')[0], 1);
}
