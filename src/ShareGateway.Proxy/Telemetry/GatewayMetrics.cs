using System.Diagnostics.Metrics;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Log;
using ShareGateway.Proxy.Policies;
using ShareGateway.Proxy.Witnesses;

namespace ShareGateway.Proxy.Telemetry;

/// <summary>
/// What operators count. Labels are agreement ids, reason codes, outcomes, contract ids and names of fields: never anything about a
/// person, and never a text that a caller chose.
/// </summary>
internal sealed class GatewayMetrics : IDisposable
{
    public const string MeterName = "ShareGateway";
    private readonly Meter _meter;
    private readonly Counter<long> _shares;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _records;
    private readonly Counter<long> _unknownFields;
    private readonly Counter<long> _consentEvents;
    private readonly Counter<long> _reidentifications;

    public GatewayMetrics(IMeterFactory factory, PolicySource policies, AuditLog log, WitnessStates witnesses, TimeProvider clock)
    {
        _meter = factory.Create(MeterName);
        _shares = _meter.CreateCounter<long>("sharegateway.shares", "{share}", "shares by agreement and outcome");
        _refusals = _meter.CreateCounter<long>("sharegateway.refusals", "{request}", "refused requests by reason");
        _records = _meter.CreateCounter<long>("sharegateway.records", "{record}", "records by agreement and what became of them");
        _unknownFields = _meter.CreateCounter<long>(
            "sharegateway.upstream.unknown_fields", "{body}", "upstream bodies that held a field which no contract holds, by its name; `other` when it may not be told");
        _consentEvents = _meter.CreateCounter<long>("sharegateway.consent.events", "{event}", "consent events taken in");
        _reidentifications = _meter.CreateCounter<long>("sharegateway.reidentifications", "{step}", "steps of leading stand-ins back to people: requested, approved, resolved");
        Watch(policies, clock);
        Watch(log, witnesses);
    }

    /// <summary>Counts one share and what became of its records.</summary>
    /// <param name="agreement">The agreement's id.</param>
    /// <param name="closing">Its closing entry: the log and the metrics say the same.</param>
    public void Shared(string agreement, ClosingEntry closing)
    {
        _shares.Add(1, new("agreement", agreement), new("outcome", closing.OutcomeName));
        Count("delivered", closing.Delivered);
        Count("withheld-consent", closing.WithheldByConsent);
        Count("withheld-rule", closing.WithheldByRule);
        Count("withheld-unreadable", closing.WithheldUnreadable);

        void Count(string fate, long records)
        {
            if (records > 0)
            {
                _records.Add(records, new("agreement", agreement), new("fate", fate));
            }
        }
    }

    /// <summary>Counts one refusal.</summary>
    public void Refused(string reason) => _refusals.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>Counts an upstream body that held a field which the contract does not.</summary>
    /// <param name="contract">The contract's id.</param>
    /// <param name="field">A name that <see cref="FieldDrift"/> lets be told.</param>
    public void Drift(string contract, string field) => _unknownFields.Add(1, new("contract", contract), new("field", field));

    /// <summary>Counts consent events that were stored.</summary>
    public void ConsentEvents(long appended) => _consentEvents.Add(appended);

    /// <summary>Counts a step of a re-identification: any of them is worth an alert.</summary>
    /// <param name="step"><c>requested</c>, <c>approved</c> or <c>resolved</c>.</param>
    public void Reidentified(string step) => _reidentifications.Add(1, new KeyValuePair<string, object?>("step", step));

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private void Watch(PolicySource policies, TimeProvider clock)
    {
        _meter.CreateObservableCounter(
            "sharegateway.policy.reloads", () => Enum.GetValues<EditOutcome>().Select(outcome => EditsOf(policies, outcome)), "{edit}", "edits of the policy folder by outcome");
        _meter.CreateObservableGauge("sharegateway.policy.findings", () => policies.Findings, "{finding}", "findings of the newest edit; 0 when it is live");
        _meter.CreateObservableGauge(
            "sharegateway.policy.age", () => (clock.GetUtcNow() - policies.Current.Since).TotalSeconds, "s", "how long the live policy set has been live");
    }

    private void Watch(AuditLog log, WitnessStates witnesses)
    {
        _meter.CreateObservableGauge("sharegateway.audit.size", () => (long)log.Size, "{entry}", "durable entries of the audit log");
        _meter.CreateObservableGauge("sharegateway.audit.unsigned", () => (long)(log.Size - Math.Min(log.Size, log.LastSigned.Size)), "{entry}", "durable entries that no checkpoint covers yet");
        _meter.CreateObservableGauge(
            "sharegateway.audit.witness_lag",
            () => witnesses.All.Select(witness => new Measurement<long>((long)log.LastSigned.Size - (long)witness.Size, new KeyValuePair<string, object?>("witness", witness.Key.Name))),
            "{entry}", "signed entries that a witness has not cosigned; below 0 when it has seen more than the log holds");
        _meter.CreateObservableGauge(
            "sharegateway.audit.witness_contradicts",
            () => witnesses.All.Select(witness => new Measurement<int>(witness.Trouble is "ahead" or "refused" ? 1 : 0, new KeyValuePair<string, object?>("witness", witness.Key.Name))),
            "{witness}", "1 while a witness refuses: it has seen another log");
    }

    private static Measurement<long> EditsOf(PolicySource policies, EditOutcome outcome) =>
        new(policies.Edits(outcome), new KeyValuePair<string, object?>("outcome", outcome.ToString().ToLowerInvariant()));
}
