using ShareGateway.Policy;
using ShareGateway.Records;

namespace ShareGateway.Sharing;

/// <summary>In which forms a plan's dataset can be had.</summary>
public static class Offers
{
    /// <summary>The server that gives a form; null when the contract offers none, or the plan does not fit into it.</summary>
    public static ContractServer? ServerFor(SharePlan plan, RecordFormat format) =>
        AllOf(plan).FirstOrDefault(server => server.Format == format);

    /// <summary>The servers that this plan can be answered from. A CSV line has no place for a list.</summary>
    public static IEnumerable<ContractServer> AllOf(SharePlan plan)
    {
        var hasLists = plan.Fields.Any(field => field.Path.IsRepeated) || plan.SubjectFields.Any(subject => subject.Path.IsRepeated);
        return plan.Contract.Servers.Where(server => server.Format != RecordFormat.Csv || !hasLists);
    }
}
