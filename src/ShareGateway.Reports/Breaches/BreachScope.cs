using System.Globalization;
using ShareGateway.Reports.Register;

namespace ShareGateway.Reports.Breaches;

/// <summary>Which disclosures a breach may concern: those that meet every condition given. An empty one does not limit.</summary>
public sealed record BreachScope
{
    /// <summary>Recipient id.</summary>
    public string Recipient { get; init; } = "";

    /// <summary>Client id, as the recipient's token named it.</summary>
    public string Client { get; init; } = "";

    /// <summary>Dataset, as <c>id@version</c> or the id alone.</summary>
    public string Dataset { get; init; } = "";

    /// <summary>Agreement id, without version.</summary>
    public string Agreement { get; init; } = "";

    /// <summary>SHA-256 of the policy set, as audit entries write it.</summary>
    public string PolicySet { get; init; } = "";

    /// <summary>Epoch of the keys behind the pseudonyms; 0 for any.</summary>
    public int KeyEpoch { get; init; }

    /// <summary>When the controller became aware of it: from then on the law counts its hours. Null when not stated.</summary>
    public DateTimeOffset? AwareAt { get; init; }

    internal string Condition
    {
        get
        {
            var conditions = new List<string> { "true" };
            Add("recipient", Recipient);
            Add("client_id", Client);
            Add("agreement", Agreement);
            Add("policy_hash", PolicySet);
            if (Dataset.Length > 0)
            {
                conditions.Add($"(dataset = {DuckSession.Quoted(Dataset)} or starts_with(dataset, {DuckSession.Quoted(Dataset + (Dataset.Contains('@', StringComparison.Ordinal) ? "." : "@"))}))");
            }

            if (KeyEpoch > 0)
            {
                conditions.Add(string.Create(CultureInfo.InvariantCulture, $"pseudonym_epoch = {KeyEpoch}"));
            }

            return string.Join(" and ", conditions);

            void Add(string column, string value)
            {
                if (value.Length > 0)
                {
                    conditions.Add($"{column} = {DuckSession.Quoted(value)}");
                }
            }
        }
    }
}
