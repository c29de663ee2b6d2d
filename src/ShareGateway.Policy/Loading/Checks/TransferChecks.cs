using ShareGateway.Policy.Loading.Files;
using ShareGateway.Policy.Vocabulary;

namespace ShareGateway.Policy.Loading.Checks;

/// <summary>Checks the table of adequacy decisions: one line for a country on any day, so that nobody has to guess which one counts.</summary>
internal static class TransferChecks
{
    public static void Check(PolicyDrafts drafts)
    {
        foreach (var transfer in drafts.Transfers)
        {
            CheckDays(drafts, transfer);
            CheckRecipients(drafts, transfer);
            CheckPart(drafts, transfer);
        }

        var dated = drafts.Transfers.Where(draft => draft is { Country: not null, From: not null, Until: not null });
        foreach (var country in dated.GroupBy(draft => draft.Country!.Value, StringComparer.Ordinal))
        {
            CheckTwins(drafts, [.. country.OrderBy(draft => draft.From!.Value).ThenBy(draft => draft.At.Line)]);
        }
    }

    // Canada: organisations under PIPEDA (Decision 2002/2/EC). United States: companies on the Data Privacy Framework list (Decision 2023/1795).
    private static void CheckPart(PolicyDrafts drafts, TransferDraft transfer)
    {
        if (transfer is { Country: { Value: "loc:CA" or "loc:US" } country, OnlyFor: [] })
        {
            string text = $"key `onlyFor` is missing: the decision on `{country.Value}` does not cover everyone there";
            drafts.FindingsOf(transfer.Place).Add(FindingCodes.MissingKey, transfer.At, text, "name the recipients whom somebody has checked");
        }
    }

    private static void CheckDays(PolicyDrafts drafts, TransferDraft transfer)
    {
        if (transfer is { From: { } from, Until: { } until } && until.Value < from.Value)
        {
            string text = $"`until: {until.Written}` lies before `from: {from.Written}`";
            drafts.FindingsOf(transfer.Place).Add(FindingCodes.WrongValidity, until.At, text, "`until` is the last day of the decision, or `open`");
        }
    }

    private static void CheckRecipients(PolicyDrafts drafts, TransferDraft transfer)
    {
        foreach (var id in transfer.OnlyFor.Where(id => !drafts.RecipientsOf(id.Value).Any() && !drafts.IsBroken("Recipient", id.Value)))
        {
            string hint = Nearest.Hint(id.Value, drafts.Recipients.Select(draft => draft.Place.Name)) ?? "`onlyFor` takes ids of recipients";
            drafts.FindingsOf(transfer.Place).Add(FindingCodes.UnknownRecipient, id.At, $"unknown recipient `{id.Value}`", hint);
        }
    }

    private static void CheckTwins(PolicyDrafts drafts, List<TransferDraft> byDay)
    {
        for (int i = 1; i < byDay.Count; i++)
        {
            if (byDay[i].From!.Value <= byDay[i - 1].Until!.Value)
            {
                string text = $"`{byDay[i].Country!.Value}` has two decisions on one day: the other stands in line {byDay[i - 1].At.Line}";
                drafts.FindingsOf(byDay[i].Place).Add(FindingCodes.TwiceInMap, byDay[i].From!.At, text, "let one end before the other begins");
            }
        }
    }
}
