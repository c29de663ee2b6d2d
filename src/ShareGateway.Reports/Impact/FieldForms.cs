using System.Collections.Immutable;
using ShareGateway.Audit.Entries;
using ShareGateway.Policy;
using ShareGateway.Policy.Comparing;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Reports.Impact;

/// <summary>Compares the fields of an answer, as the log names them, with those of a plan.</summary>
/// <param name="old">The set that was in force, for the parameters that entries of older gateways leave out; null when it is not at hand.</param>
internal sealed class FieldForms(PolicySet? old)
{
    /// <summary>The fields that would leave in another form, by path; none for an answer whose first chunk is not in the log's part.</summary>
    public ImmutableArray<FieldChange> Changes(DisclosureEntry disclosure, ShareRequest request, DateTimeOffset time, SharePlan next)
    {
        if (disclosure.Fields.IsEmpty)
        {
            return [];
        }

        var before = disclosure.Fields.Where(field => NameOf(field) != "drop").ToDictionary(field => field.Name, StringComparer.Ordinal);
        var after = Delivered(next);
        var known = old is not null && Decisions.Decide(old, request, time, TimeSpan.Zero).Permits(out var plan) ? Delivered(plan) : [];
        return
        [
            .. before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(field => ChangeOf(field, before.TryGetValue(field, out var was) ? was : null, known.GetValueOrDefault(field), after.GetValueOrDefault(field)))
                .OfType<FieldChange>(),
        ];
    }

    private static FieldChange? ChangeOf(string field, DisclosedField? logged, TransformSpec? known, TransformSpec? after)
    {
        string form = logged is not { } was ? "" : IsWhole(was) || known?.Name != NameOf(was) ? was.Transform : TransformOrder.Written(known);
        string next = after is null ? "" : TransformOrder.Written(after);
        bool isSame = form == next || (form.Length > 0 && form == after?.Name); // a bare name proves no change within the transform
        return isSame ? null : new FieldChange(field, form, next);
    }

    private static Dictionary<string, TransformSpec> Delivered(SharePlan plan) => plan.Fields
        .Where(field => field.Transform.Name != "drop").ToDictionary(field => field.Path.ToString(), field => field.Transform, StringComparer.Ordinal);

    // Entries name parameters between brackets: `mask(char: *, keepFirst: 2, keepLast: 0)`; older ones the bare name.
    private static bool IsWhole(DisclosedField field) => field.Transform.EndsWith(')');

    private static string NameOf(DisclosedField field) => field.Transform.Split('(')[0];
}
