using System.Collections.Immutable;
using ShareGateway.Policy;
using ShareGateway.Records;

namespace ShareGateway.Sharing;

/// <summary>
/// In which forms a plan's dataset can be had. Each form is made from whichever server of the contract suits it best, so a contract need
/// not have a server for each form.
/// </summary>
public static class Offers
{
    /// <summary>The offer of a form; null when no server can give it, or the plan does not fit into it.</summary>
    public static Offer? For(SharePlan plan, RecordFormat format)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (format == RecordFormat.Csv && !FitsRows(plan))
        {
            return null;
        }

        // Its own form first; else one body rather than pages, which would take a request each.
        var best = plan.Contract.Servers.Where(server => server.Format != RecordFormat.Csv || ComesInRows(plan))
            .OrderBy(server => server.Format != format).ThenBy(server => server.Paging is not null).ThenBy(server => server.Format).FirstOrDefault();
        return best is null ? null : new(format, best);
    }

    /// <summary>All forms of a plan: JSON, NDJSON, CSV.</summary>
    public static ImmutableArray<Offer> AllOf(SharePlan plan) =>
        [.. new[] { RecordFormat.Json, RecordFormat.Ndjson, RecordFormat.Csv }.Select(format => For(plan, format)).OfType<Offer>()];

    /// <summary>A line of cells has no place for a list, and one without cells would not show that there was a record.</summary>
    private static bool FitsRows(SharePlan plan)
    {
        var delivered = plan.Fields.Where(field => field.Transform.Name != "drop").ToList();
        return delivered.Count > 0 && !delivered.Exists(field => field.Path.IsRepeated);
    }

    /// <summary>Nothing that the plan reads is in a list, so that the contract's CSV can hold it.</summary>
    private static bool ComesInRows(SharePlan plan) =>
        !plan.Fields.Any(field => field.Path.IsRepeated) && !plan.SubjectFields.Any(subject => subject.Path.IsRepeated);
}
