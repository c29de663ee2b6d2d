using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Policy.Tests;

/// <summary>Every section that the Open Data Contract Standard v3.1.0 publishes may stand in its place, and changes nothing.</summary>
public sealed class PublishedContractTests
{
    private const string OfContract = """
        tenant: shops
        tags: [customers]
        dataProduct: customers
        domain: retail
        support: [{channel: "#data"}]
        price: {priceAmount: 1, priceCurrency: EUR, priceUnit: month}
        team: {name: crm}
        roles: [{role: reader}]
        slaDefaultElement: customers.email
        slaProperties: [{property: latency, value: 4, unit: d}]
        authoritativeDefinitions: [{url: "https://shop.example/customers", type: definition}]
        contractCreatedTs: "2026-01-01T00:00:00Z"

        """;

    private const string OfElement = """
        id: an_element
        {0}businessName: A name
        {0}description: A text
        {0}physicalName: name_1
        {0}physicalType: table
        {0}tags: [a]
        {0}authoritativeDefinitions: [{{url: "https://shop.example/a", type: definition}}]
        {0}quality: [{{type: text, description: always there}}]
        {0}relationships: [{{to: other.id}}]

        """;

    private const string OfProperty = """
        classification: restricted
        {0}required: false
        {0}unique: false
        {0}primaryKey: false
        {0}primaryKeyPosition: -1
        {0}partitioned: false
        {0}partitionKeyPosition: -1
        {0}encryptedName: email_encrypted
        {0}criticalDataElement: true
        {0}transformLogic: lower(email)
        {0}transformSourceObjects: [crm]
        {0}transformDescription: in lower case
        {0}examples: [a@shop.example]
        {0}logicalTypeOptions: {{maxLength: 320}}

        """;

    private const string Custom = "customProperties: [{property: owner, value: crm}]\n";

    [Fact]
    public void Every_published_section_is_accepted_and_changes_no_plan()
    {
        using var files = new PolicyFiles();
        var plan = files.LoadGood().Plans[0];
        string text = PolicyFiles.Texts[PolicyFiles.Customers]
            .Replace("status: active\n", "status: active\n" + OfContract, StringComparison.Ordinal)
            .Replace("    logicalType: object\n    properties:\n      - name: c", "    " + In(OfElement, 4) + "    dataGranularityDescription: one\n    " + Custom + "    logicalType: object\n    properties:\n      - name: c", StringComparison.Ordinal)
            .Replace("        logicalType: object\n", "        " + In(OfElement, 8) + "        " + In(OfProperty, 8) + "        " + Custom + "        logicalType: object\n", StringComparison.Ordinal)
            .Replace("      - name: email\n", "      - name: email\n        " + In(OfElement, 8) + "        " + In(OfProperty, 8), StringComparison.Ordinal)
            .Replace("  - server: crm\n    type: api\n    location: /internal/customers\n", "  - server: crm\n    id: one\n    description: A server\n    environment: prod\n    roles: [{role: reader}]\n    type: api\n    location: /internal/customers\n", StringComparison.Ordinal);
        files.Write(PolicyFiles.Customers, text);

        var published = files.LoadGood().Plans[0];

        Assert.Equal(plan.Fields.Select(field => (field.Path, field.Type, field.DataCategory)), published.Fields.Select(field => (field.Path, field.Type, field.DataCategory)));
        Assert.Equal(plan.Contract.Servers.AsEnumerable(), published.Contract.Servers);
        Assert.Equal(plan.SubjectFields.AsEnumerable(), published.SubjectFields);
    }

    [Theory]
    [InlineData("{do: blank}", "")]
    [InlineData("{do: drop}", "")]
    [InlineData("{do: reveal, because: opening hours}", "")]
    [InlineData("{do: mask, keepFirst: 2}", "`mask` does not fit a field of type time; it fits string")]
    [InlineData("{do: pseudonymise}", "`pseudonymise` does not fit a field of type time; it fits string, integer")]
    [InlineData("{do: generalise, to: month}", "`generalise: to` does not fit a field of type time; it fits date, timestamp")]
    [InlineData("{do: generalise, keepFirst: 2}", "`generalise: keepFirst` does not fit a field of type time; it fits string")]
    public void A_time_can_be_shown_or_left_out(string action, string problem)
    {
        using var files = new PolicyFiles();
        files.Edit(PolicyFiles.Customers, "        logicalType: number\n", "        logicalType: time\n");
        files.Edit(PolicyFiles.Agreement, "  tags[]: {do", $"  score: {action}\n  tags[]: {{do");

        if (problem.Length > 0)
        {
            Assert.EndsWith(problem, Assert.Single(files.Findings()), StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(FieldType.Time, files.LoadGood().Plans[0].Fields.Single(field => field.Path.ToString() == "score").Type);
        }
    }

    private static string In(string text, int indent) => string.Format(System.Globalization.CultureInfo.InvariantCulture, text, new string(' ', indent));
}
