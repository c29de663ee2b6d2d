using ShareGateway.EndToEnd.Tests.Fixture;

namespace ShareGateway.EndToEnd.Tests.Doors;

/// <summary>The shipped policies with one dataset for each kind of upstream, and for each three agreements.</summary>
internal static class DoorPolicies
{
    public const string Purpose = "dpv:PersonalisedAdvertising";
    public const string OtherPurpose = "dpv:DirectMarketing";
    public const string Recipient = "galerie-lumiere";
    public const string OtherRecipient = "banque-horizon";
    public const int UpstreamPage = 5;

    public static PolicyFolder Write()
    {
        var folder = PolicyFolder.Copy();
        var scope = Path.Combine(folder.Path, "fr", "atelier-sud");
        foreach (var source in Door.Sources)
        {
            File.WriteAllText(Path.Combine(scope, "contracts", $"visits-{source}.yaml"), Contract(source));
            WriteAgreement($"visits-{source}-ads", source, Recipient, Purpose);
            WriteAgreement($"visits-{source}-mail", source, Recipient, OtherPurpose);
            WriteAgreement($"visits-{source}-bank", source, OtherRecipient, Purpose);
        }

        return folder;

        void WriteAgreement(string id, string source, string recipient, string purpose) =>
            File.WriteAllText(Path.Combine(scope, "agreements", $"{id}.yaml"), Agreement(id, source, recipient, purpose));
    }

    private static string Contract(string source) => $$"""
        kind: DataContract
        apiVersion: v3.1.0
        id: visits-{{source}}
        name: Visits from {{source}}
        version: 1.0.0
        status: active
        servers:
          - server: web
            type: api
            location: /doors/{{source}}
            customProperties: [{{Properties(source)}}]
        customProperties:
          - property: subjectKeys
            value:
              - {path: account_id, scheme: web-account, form: digits, required: true}
              - {path: companion_id, scheme: web-account, form: digits, required: false}
        schema:
          - name: visits
            logicalType: object
            properties:
              - {name: visit_id, logicalType: string, customProperties: [{property: dataCategory, value: pd:Identifier}]}
              - {name: account_id, logicalType: integer, customProperties: [{property: dataCategory, value: pd:Identifier}]}
              - {name: companion_id, logicalType: integer, customProperties: [{property: dataCategory, value: pd:Identifier}]}
              - {name: ip, logicalType: string, customProperties: [{property: dataCategory, value: pd:IPAddress}]}
              - {name: user_agent, logicalType: string, customProperties: [{property: dataCategory, value: pd:UserAgent}]}
              - {name: page, logicalType: string, customProperties: [{property: dataCategory, value: pd:BrowsingBehaviour}]}
              - {name: duration_seconds, logicalType: integer, customProperties: [{property: dataCategory, value: pd:BrowsingBehaviour}]}
              - {name: country, logicalType: string, customProperties: [{property: dataCategory, value: pd:Country}]}

        """;

    private static string Properties(string source) => source switch
    {
        "pages" => $"{{property: format, value: json}}, {{property: recordsAt, value: /data}}, {{property: pageParameter, value: page}}, {{property: sizeParameter, value: size}}, {{property: pageSize, value: {UpstreamPage}}}",
        "document" => "{property: format, value: json}, {property: recordsAt, value: \"\"}",
        "lines" => "{property: format, value: ndjson}",
        _ => "{property: format, value: csv}",
    };

    private static string Agreement(string id, string source, string recipient, string purpose) => $$"""
        kind: Agreement
        id: {{id}}
        title: "{{id}}"
        owner: privacy@atelier-sud.example
        version: 1
        dataset: visits-{{source}}@1
        recipient: {{recipient}}
        purpose: {{purpose}}
        legalBasis: eu-gdpr:A6-1-a
        consent: {needed: true, mustNameRecipient: true, maxAge: P6M, maxStaleness: PT60S}
        fields:
          account_id: {do: pseudonymise, linkable: agreement, because: test}
          page: {do: reveal, because: test}
          duration_seconds: {do: generalise, band: 30}
          country: {do: reveal, because: test}
        rows: [{field: country, is: [FR, BE]}]
        questions: {counts: hidden, rowsPerDay: 1000000}
        afterDelivery: {keepFor: P3M, then: erase, actOnWithdrawalWithin: PT24H}
        validity: {from: 2026-10-01, until: 2027-09-30}

        """;
}
