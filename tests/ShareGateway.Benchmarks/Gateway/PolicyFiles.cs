namespace ShareGateway.Benchmarks.Gateway;

/// <summary>The policies of the benchmark: one recipient, a contract for each body, and for each contract two agreements.</summary>
internal static class PolicyFiles
{
    public const string Controller = "shop";
    public const string Recipient = "partner";
    public const string Scheme = "customer-number";

    /// <summary>Person gate, two pseudonyms, three masks, two fields left out.</summary>
    public const string WholePurpose = "dpv:DirectMarketing";

    /// <summary>Three masks, four fields left out; no consent is asked for.</summary>
    public const string MasksPurpose = "dpv:FraudPreventionAndDetection";

    private const string Guardrail = """
        kind: Guardrail
        owner: dpo@shop.example
        version: 1
        forbidPurposes: [dpv:SellDataToThirdParties]
        fieldActions:
          pd:Profile: [drop, mask, pseudonymise, reveal]
        legalBasisFor:
          dpv:Purpose: [eu-gdpr:A6-1-a, eu-gdpr:A6-1-f]
        transfer: {freeWithin: loc:EEA30, elsewhereNeeds: [eu-gdpr:A46-2-c]}
        maximum: {recipientRetention: P24M, agreementLength: P12M, consentAge: P13M, consentStaleness: PT5M}
        minimumGroup: 2
        """;

    private const string Partner = $"""
        kind: Recipient
        id: {Recipient}
        legalName: Partner SAS
        role: dpv:ThirdParty
        country: loc:FR
        processesIn: [loc:FR]
        contacts: [privacy@partner.example]
        clientIds: [{Recipient}-client]
        """;

    private const string Revealed = """
          birth_year: {do: reveal, because: benchmark}
          address.postcode: {do: reveal, because: benchmark}
          address.city: {do: reveal, because: benchmark}
          address.country: {do: reveal, because: benchmark}
          loyalty_level: {do: reveal, because: benchmark}
          points: {do: reveal, because: benchmark}
          newsletter: {do: reveal, because: benchmark}
          total: {do: reveal, because: benchmark}
          created_at: {do: reveal, because: benchmark}
          last_store: {do: reveal, because: benchmark}
        """;

    private const string Masked = """
          first_name: {do: mask, keepFirst: 1}
          email: {do: mask, keepFirst: 2}
          phone: {do: mask, keepLast: 2}
        """;

    private const string Pseudonyms = """
          customer_id: {do: pseudonymise, linkable: agreement, because: benchmark, onFailure: dropRecord}
          household_id: {do: pseudonymise, linkable: agreement, because: benchmark}
        """;

    /// <summary>Writes the folder.</summary>
    /// <param name="folder">Made when missing.</param>
    /// <param name="today">Agreements are valid around this day.</param>
    public static void Write(string folder, DateOnly today)
    {
        Put(folder, "guardrail.yaml", Guardrail);
        Put(folder, $"recipients/{Recipient}.yaml", Partner);
        Dataset(folder, today, "one", "/one", "json", "/value");
        Dataset(folder, today, "hundred", "/hundred", "json", "/value");
        Dataset(folder, today, "array", "/array", "json", "");
        Dataset(folder, today, "lines", "/lines.ndjson", "ndjson", null);
        Dataset(folder, today, "long", "/long.ndjson", "ndjson", null);
    }

    private static void Dataset(string folder, DateOnly today, string id, string location, string format, string? recordsAt)
    {
        Put(folder, $"{Controller}/contracts/{id}.yaml", Contract(id, location, format, recordsAt));
        Put(folder, $"{Controller}/agreements/{id}-whole.yaml", Agreement(
            $"{id}-whole", id, today, WholePurpose, "eu-gdpr:A6-1-a", "{needed: true, mustNameRecipient: true, maxAge: P12M, maxStaleness: PT60S}", $"{Pseudonyms}\n{Masked}\n{Revealed}"));
        Put(folder, $"{Controller}/agreements/{id}-masks.yaml", Agreement(
            $"{id}-masks", id, today, MasksPurpose, "eu-gdpr:A6-1-f", "{needed: false}", $"{Masked}\n{Revealed}"));
    }

    private static string Agreement(string id, string dataset, DateOnly today, string purpose, string basis, string consent, string fields) => FormattableString.Invariant($$"""
        kind: Agreement
        id: {{id}}
        title: "Partner: {{id}}"
        owner: privacy@shop.example
        version: 1
        dataset: {{dataset}}@1
        recipient: {{Recipient}}
        purpose: {{purpose}}
        legalBasis: {{basis}}
        consent: {{consent}}
        fields:
        {{fields}}
        questions: {counts: hidden, rowsPerDay: 1000000000000}
        afterDelivery: {keepFor: P6M, then: erase, actOnWithdrawalWithin: PT24H}
        validity: {from: {{today.AddDays(-2):yyyy-MM-dd}}, until: {{today.AddDays(200):yyyy-MM-dd}}}
        """);

    private static string Contract(string id, string location, string format, string? recordsAt) => $$"""
        kind: DataContract
        apiVersion: v3.1.0
        id: {{id}}
        name: Customers
        version: 1.0.0
        status: active
        servers:
          - server: bodies
            type: api
            location: {{location}}
            customProperties:
              - {property: format, value: {{format}}}
        {{(recordsAt is null ? "" : $"      - {{property: recordsAt, value: \"{recordsAt}\"}}")}}
        customProperties:
          - property: subjectKeys
            value:
              - {path: customer_id, scheme: {{Scheme}}, form: text, required: true}
        schema:
          - name: customers
            logicalType: object
            properties:
        {{Fields("      ", ("customer_id", "string"), ("household_id", "string"), ("first_name", "string"), ("last_name", "string"), ("email", "string"), ("phone", "string"))}}
        {{Fields("      ", ("birth_year", "integer"), ("loyalty_level", "string"), ("points", "integer"), ("newsletter", "boolean"), ("total", "number"), ("created_at", "timestamp"))}}
        {{Fields("      ", ("last_store", "string"))}}
              - name: address
                logicalType: object
                properties:
        {{Fields("          ", ("street", "string"), ("postcode", "string"), ("city", "string"), ("country", "string"))}}
        """;

    private static string Fields(string indent, params (string Name, string Type)[] fields) => string.Join('\n', fields.Select(field =>
        $"{indent}- {{name: {field.Name}, logicalType: {field.Type}, customProperties: [{{property: dataCategory, value: pd:Profile}}]}}"));

    private static void Put(string folder, string file, string text)
    {
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var writer = new StreamWriter(path);
        writer.Write(text);
        writer.Write('\n');
    }
}
