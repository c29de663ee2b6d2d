using System.Globalization;

namespace ShareGateway.Benchmarks.Policy;

/// <summary>A policy folder of any size, without findings, always the same for the same numbers. Deleted on dispose.</summary>
internal sealed class GeneratedPolicies : IDisposable
{
    private const int Recipients = 100;

    private static readonly string[] Purposes =
        ["dpv:DirectMarketing", "dpv:ProvideProductRecommendations", "dpv:CommercialResearch", "dpv:ServiceUsageAnalytics", "dpv:PersonalisedAdvertising"];

    private static readonly string[] Categories = ["pd:EmailAddress", "pd:BirthDate", "pd:PostalCode", "pd:Country", "pd:Purchase", "pd:Interest"];

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("policies-");

    public GeneratedPolicies(int agreements, int contracts, int scopes)
    {
        Write("guardrail.yaml", Group);
        for (int i = 0; i < Recipients; i++)
        {
            Write($"recipients/{Partner(i)}.yaml", Recipient(i));
        }

        for (int scope = 0; scope < scopes; scope++)
        {
            Write($"{Scope(scope)}/guardrail.yaml", Guardrail(scope));
        }

        for (int i = 0; i < contracts; i++)
        {
            Write($"{Scope(i % scopes)}/contracts/data{i}.yaml", Contract(i));
        }

        for (int i = 0; i < agreements; i++)
        {
            int contract = i % contracts;
            Write($"{Scope(contract % scopes)}/agreements/agreement{i}.yaml", Agreement(i, contract, i / contracts));
        }
    }

    public string Root => _directory.FullName;

    public void Dispose() => _directory.Delete(recursive: true);

    private const string Group = """
        kind: Guardrail
        owner: dpo@group.example
        version: 1
        forbidPurposes: [dpv:SellDataToThirdParties, dpv:PoliticalCampaign]
        legalBasisFor:
          dpv:Purpose: [eu-gdpr:A6-1-a, eu-gdpr:A6-1-b, eu-gdpr:A6-1-c, eu-gdpr:A6-1-f]
          dpv:Marketing: [eu-gdpr:A6-1-a]
        fieldActions:
          dpv:SpecialCategoryPersonalData: [drop]
          pd:EmailAddress: [drop, blank, mask, pseudonymise]
          pd:BirthDate: [drop, generalise]
          pd:PostalCode: [drop, generalise]
          pd:Identifier: [drop, pseudonymise]
        transfer: {freeWithin: loc:EEA30, elsewhereNeeds: [eu-gdpr:A46-2-b, eu-gdpr:A46-2-c]}
        minimumGroup: 20
        maximum: {recipientRetention: P24M, agreementLength: P12M, consentAge: P13M, consentStaleness: PT5M}
        """;

    private static string Guardrail(int scope) => $$"""
        kind: Guardrail
        owner: dpo{{scope}}@group.example
        version: 1
        fieldActions: {pd:TelephoneNumber: [drop]}
        maximum: {recipientRetention: P12M}
        """;

    private static string Recipient(int i) => $"""
        kind: Recipient
        id: {Partner(i)}
        legalName: Partner {i} SAS
        role: dpv:ThirdParty
        country: loc:FR
        processesIn: [loc:FR, loc:DE]
        contacts: [privacy@{Partner(i)}.example]
        clientIds: [{Partner(i)}-client]
        """;

    private static string Contract(int i) => $$"""
        kind: DataContract
        apiVersion: v3.1.0
        id: data{{i}}
        name: Dataset {{i}}
        version: 1.0.0
        status: active
        servers:
          - server: crm
            type: api
            location: /internal/data{{i}}
            customProperties: [{property: format, value: ndjson}]
        customProperties:
          - property: subjectKeys
            value: [{path: customer_id, scheme: customer-number, form: text, required: true}]
        schema:
          - name: data
            properties:
              - {name: customer_id, logicalType: string, customProperties: [{property: dataCategory, value: pd:Identifier}]}
        {{string.Join('\n', Enumerable.Range(0, 20).Select(Field))}}
        """;

    private static string Field(int i) =>
        $"      - {{name: field{i}, logicalType: string, customProperties: [{{property: dataCategory, value: {Categories[i % Categories.Length]}}}]}}";

    private static string Agreement(int i, int contract, int purpose) => $$"""
        kind: Agreement
        id: agreement{{i}}
        title: Agreement {{i}}
        owner: privacy@shop.example
        version: 1
        dataset: data{{contract}}@1
        recipient: {{Partner(i % Recipients)}}
        purpose: {{Purposes[purpose % Purposes.Length]}}
        legalBasis: eu-gdpr:A6-1-a
        consent: {needed: true, mustNameRecipient: true, maxAge: P12M, maxStaleness: PT60S}
        fields:
          customer_id: {do: pseudonymise, linkable: agreement, because: a customer is found again}
          field0: {do: mask, keepFirst: 2}
          field2: {do: generalise, keepFirst: 2}
          field3: {do: reveal, because: the country is needed}
          field4: {do: reveal, because: the purchase is needed}
          field5: {do: blank}
        questions: {counts: hidden, rowsPerDay: 1000}
        afterDelivery: {keepFor: P6M, then: erase, actOnWithdrawalWithin: PT24H}
        validity: {from: 2026-10-01, until: 2027-09-30}
        """;

    // Ten countries, each with its subsidiaries.
    private static string Scope(int i) => i < 10 ? $"land{i}" : $"land{i % 10}/house{i}";

    private static string Partner(int i) => string.Create(CultureInfo.InvariantCulture, $"partner{i}");

    private void Write(string file, string text)
    {
        string path = Path.Combine(Root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
