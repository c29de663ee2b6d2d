using System.Globalization;

namespace ShareGateway.Proxy.Rehearsals;

/// <summary>
/// The policy folder of a dress rehearsal: two datasets of nobody's, shared with a company that does not exist. Two, as a gateway learns how the records of
/// each are made: from one whose records are all different it would learn to expect nothing, and that is a way of its own.
/// </summary>
internal static class MadeUpPolicies
{
    public const string Controller = "rehearsal";
    public const string Recipient = "nobody";
    public const string Scheme = "number";
    public const string Purpose = "dpv:DirectMarketing";
    public const string Usual = "people";
    public const string Varied = "strangers";
    public const string Cluster = "rehearsal";

    private const string Guardrail = """
        kind: Guardrail
        owner: dpo@rehearsal.example
        version: 1
        forbidPurposes: [dpv:SellDataToThirdParties]
        fieldActions:
          pd:Profile: [drop, mask, pseudonymise, reveal]
        legalBasisFor:
          dpv:Purpose: [eu-gdpr:A6-1-a]
        transfer: {freeWithin: loc:EEA30, elsewhereNeeds: [eu-gdpr:A46-2-c]}
        maximum: {recipientRetention: P24M, agreementLength: P12M, consentAge: P13M, consentStaleness: PT5M}
        minimumGroup: 2
        """;

    private const string Partner = $"""
        kind: Recipient
        id: {Recipient}
        legalName: Nobody
        role: dpv:ThirdParty
        country: loc:FR
        processesIn: [loc:FR]
        contacts: [privacy@nobody.example]
        clientIds: [{Recipient}-client]
        """;

    private static string ContractOf(string dataset) => $$"""
        kind: DataContract
        apiVersion: v3.1.0
        id: {{dataset}}
        name: Nobody
        version: 1.0.0
        status: active
        servers:
          - server: {{Cluster}}
            type: api
            location: {{PathOf(dataset)}}
            customProperties:
              - {property: format, value: json}
              - {property: recordsAt, value: /value}
        customProperties:
          - property: subjectKeys
            value:
              - {path: number, scheme: {{Scheme}}, form: text, required: true}
        schema:
          - name: people
            logicalType: object
            properties:
              - {name: number, logicalType: string, customProperties: [{property: dataCategory, value: pd:Profile}]}
              - {name: email, logicalType: string, customProperties: [{property: dataCategory, value: pd:Profile}]}
              - {name: street, logicalType: string, customProperties: [{property: dataCategory, value: pd:Profile}]}
              - name: address
                logicalType: object
                properties:
                  - {name: town, logicalType: string, customProperties: [{property: dataCategory, value: pd:Profile}]}
              - {name: points, logicalType: integer, customProperties: [{property: dataCategory, value: pd:Profile}]}
              - {name: total, logicalType: number, customProperties: [{property: dataCategory, value: pd:Profile}]}
              - {name: member, logicalType: boolean, customProperties: [{property: dataCategory, value: pd:Profile}]}
              - {name: since, logicalType: timestamp, customProperties: [{property: dataCategory, value: pd:Profile}]}
        """;

    private static string AgreementOn(string dataset) => $$"""
        kind: Agreement
        id: {{dataset}}
        title: "Nobody's data"
        owner: privacy@rehearsal.example
        version: 1
        dataset: {{dataset}}@1
        recipient: {{Recipient}}
        purpose: {{Purpose}}
        legalBasis: eu-gdpr:A6-1-a
        consent: {needed: true, mustNameRecipient: true, maxAge: P12M, maxStaleness: PT60S}
        fields:
          number: {do: pseudonymise, linkable: agreement, because: rehearsal, onFailure: dropRecord}
          email: {do: mask, keepFirst: 2}
          address.town: {do: reveal, because: rehearsal}
          points: {do: reveal, because: rehearsal}
          total: {do: reveal, because: rehearsal}
          member: {do: reveal, because: rehearsal}
          since: {do: reveal, because: rehearsal}
        questions: {counts: hidden, rowsPerDay: 1000000000000}
        afterDelivery: {keepFor: P6M, then: erase, actOnWithdrawalWithin: PT24H}
        """;

    /// <summary>Writes the folder.</summary>
    /// <param name="folder">Made when missing.</param>
    /// <param name="today">The agreement is valid around this day.</param>
    public static void Write(string folder, DateOnly today)
    {
        Put(folder, "guardrail.yaml", Guardrail);
        Put(folder, $"recipients/{Recipient}.yaml", Partner);
        foreach (var dataset in new[] { Usual, Varied })
        {
            Put(folder, $"{Controller}/contracts/{dataset}.yaml", ContractOf(dataset));
            Put(folder, $"{Controller}/agreements/{dataset}.yaml", string.Create(
                CultureInfo.InvariantCulture, $"{AgreementOn(dataset)}\nvalidity: {{from: {today.AddDays(-2):yyyy-MM-dd}, until: {today.AddDays(2):yyyy-MM-dd}}}"));
        }
    }

    /// <summary>Where the upstream has a dataset.</summary>
    public static string PathOf(string dataset) => $"/{dataset}";

    private static void Put(string folder, string file, string text)
    {
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text + "\n");
    }
}
