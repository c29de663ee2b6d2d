using ShareGateway.Records;

namespace ShareGateway.Policy.Comparing;

/// <summary>Compares the fields that leave. A field that a plan does not name is as good as dropped.</summary>
internal static class FieldComparison
{
    public static void Compare(Differences differences, SharePlan before, SharePlan after)
    {
        var paths = after.Fields.Concat(before.Fields).Select(field => field.Path).Distinct();
        foreach (var path in paths)
        {
            Compare(differences, Find(before, path), Find(after, path));
        }
    }

    private static PlannedField? Find(SharePlan plan, FieldPath path) => plan.Fields.FirstOrDefault(field => field.Path.Equals(path));

    private static void Compare(Differences differences, PlannedField? before, PlannedField? after)
    {
        var field = after ?? before!;
        string dimension = $"fields.{field.Path}";
        int line = after?.Line ?? 1;
        var (old, now) = (Difference.SpecOf(before), Difference.SpecOf(after));
        if (!TransformOrder.Same(old, now))
        {
            differences.Add(new Difference(
                dimension, TransformOrder.Compare(old, now), TransformOrder.Written(old), TransformOrder.Written(now), ChangePhrases.FieldForm(field, old, now))
            {
                Line = line,
                Field = (before, after),
            });
        }

        if (old is null || now is null)
        {
            return; // the rest is about a field that leaves on both sides
        }

        if (before!.OnFailure != after!.OnFailure)
        {
            string was = Written(before.OnFailure);
            string written = Written(after.OnFailure);
            var wording = ChangePhrases.FieldFailure(field, ChangePhrases.Failure(was), ChangePhrases.Failure(written));
            // The modes are numbered from the strictest to the one that lets most leave.
            differences.Add(new Difference($"{dimension}.onFailure", Orders.Growing(before.OnFailure, after.OnFailure), was, written, wording) { Line = line });
        }

        if (NatureOf(before) != NatureOf(after))
        {
            var wording = ChangePhrases.FieldNature(field, NatureOf(before), NatureOf(after));
            differences.Add(new Difference($"{dimension}.contract", ChangeOrder.Neither, NatureOf(before), NatureOf(after), wording) { Line = line });
        }
    }

    // What the contract says of the field; the category decides which guardrails bear on it.
    private static string NatureOf(PlannedField field) => $"{field.Type.ToString().ToLowerInvariant()}, {field.DataCategory}";

    private static string Written(FailureMode mode) => mode switch
    {
        FailureMode.Null => "null",
        FailureMode.DropRecord => "dropRecord",
        _ => "failRequest",
    };
}
