namespace ShareGateway.Policy.Comparing;

/// <summary>Compares row rules: a record must meet all of them, so one more rule lets less leave, and one more value lets more.</summary>
internal static class RowComparison
{
    public static void Compare(Differences differences, SharePlan before, SharePlan after)
    {
        foreach (var path in after.Rows.Concat(before.Rows).Select(row => row.Path).Distinct())
        {
            Compare(differences, before.Rows.FirstOrDefault(row => row.Path.Equals(path)), after.Rows.FirstOrDefault(row => row.Path.Equals(path)));
        }
    }

    private static void Compare(Differences differences, PlannedRow? before, PlannedRow? after)
    {
        if (before is not null && after is not null)
        {
            differences.Set("rows", before.Accepted, after.Accepted, ChangeOrder.Looser, after.Path.ToString());
            return;
        }

        var row = after ?? before!;
        string words = Differences.Join(row.Accepted.Order(StringComparer.Ordinal));
        differences.Add(after is not null
            ? new Difference($"rows.{row.Path}", ChangeOrder.Tighter, "", words, ChangePhrases.NewRow(row, words))
            : new Difference($"rows.{row.Path}", ChangeOrder.Looser, words, "", ChangePhrases.GoneRow(row, words)));
    }
}
