using System.Globalization;
using ShareGateway.Policy;
using ShareGateway.Reports.Register;

namespace ShareGateway.Reports.Breaches;

/// <summary>Which disclosures a breach may concern: those that meet every condition given. An empty one does not limit.</summary>
public sealed record BreachScope
{
    /// <summary>Recipient id.</summary>
    public string Recipient { get; init; } = "";

    /// <summary>Client id, as the recipient's token named it.</summary>
    public string Client { get; init; } = "";

    /// <summary>
    /// SHA-256 thumbprint of a client certificate, 64 hex digits in lower case. The log does not name certificates: all that its recipient received counts.
    /// </summary>
    public string Certificate { get; init; } = "";

    /// <summary>Dataset, as <c>id@version</c> or the id alone.</summary>
    public string Dataset { get; init; } = "";

    /// <summary>Agreement id, without version.</summary>
    public string Agreement { get; init; } = "";

    /// <summary>SHA-256 of the policy set, as audit entries write it.</summary>
    public string PolicySet { get; init; } = "";

    /// <summary>Epoch of the keys behind the pseudonyms; 0 for any.</summary>
    public int KeyEpoch { get; init; }

    /// <summary>First moment of the time window; null for no limit.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The moment behind the time window; null for no limit.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>The policies with the mistake mended: the report then says what would not have left under them. Null for none.</summary>
    public PolicySet? Mended { get; init; }

    /// <summary>When the controller became aware of it: from then on the law counts its hours. Null when not stated.</summary>
    public DateTimeOffset? AwareAt { get; init; }

    /// <summary>The recipient that a certificate belongs to; empty when none was asked for.</summary>
    /// <exception cref="InvalidDataException">No recipient of the policies has it: an empty answer would look like good news.</exception>
    internal string Holder(PolicySet policies) => Certificate.Length == 0 ? "" : policies.Recipients.FirstOrDefault(recipient => recipient.Certificates.Contains(Certificate, StringComparer.Ordinal))?.Id
        ?? throw new InvalidDataException($"no recipient of the policies has the certificate `{Certificate}`; give its recipient instead");

    /// <summary>For SQL.</summary>
    /// <inheritdoc cref="Holder"/>
    internal string ConditionIn(PolicySet policies)
    {
        var conditions = new List<string> { "true" };
        Add("recipient", Recipient);
        Add("recipient", Holder(policies));
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

        AddTime(">=", Since);
        AddTime("<", Before);
        return string.Join(" and ", conditions);

        void Add(string column, string value)
        {
            if (value.Length > 0)
            {
                conditions.Add($"{column} = {DuckSession.Quoted(value)}");
            }
        }

        void AddTime(string side, DateTimeOffset? moment)
        {
            if (moment is { } at)
            {
                conditions.Add(string.Create(CultureInfo.InvariantCulture, $"time_utc {side} timestamp '{at.UtcDateTime:yyyy-MM-dd HH:mm:ss.ffffff}'"));
            }
        }
    }
}
