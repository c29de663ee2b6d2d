using ShareGateway.Policy.Loading.Files;

namespace ShareGateway.Policy.Loading.Checks;

/// <summary>Checks that at most one agreement covers a recipient, a dataset and a purpose on any day: with two, which one decides?</summary>
internal static class OverlapChecks
{
    public static void Check(PolicyDrafts drafts)
    {
        var alike = drafts.Agreements
            .Where(draft => draft is { Recipient: not null, Dataset: not null, Purpose: not null, From: not null, Until: not null })
            .GroupBy(draft => (draft.Recipient!.Value, draft.Dataset!.Value, draft.Purpose!.Value));
        foreach (var group in alike)
        {
            Check(drafts, [.. group]);
        }
    }

    private static void Check(PolicyDrafts drafts, List<AgreementDraft> alike)
    {
        for (int i = 1; i < alike.Count; i++)
        {
            var later = alike[i];
            if (alike[..i].Find(earlier => Overlap(earlier, later)) is { } earlier)
            {
                string text = $"another agreement for recipient, dataset and purpose holds at the same time: {NameChecks.Cite(earlier.Place, earlier.From!.At)}";
                drafts.FindingsOf(later.Place).Add(FindingCodes.Overlap, later.From!.At, text, "let one end before the other begins");
            }
        }
    }

    private static bool Overlap(AgreementDraft one, AgreementDraft other) =>
        one.From!.Value <= other.Until!.Value && other.From!.Value <= one.Until!.Value;
}
