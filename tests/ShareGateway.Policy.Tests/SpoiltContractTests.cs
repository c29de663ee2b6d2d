
namespace ShareGateway.Policy.Tests;

/// <summary>One spoilt place of a contract, and everything that is then said. In the findings, <c>@</c> is the spoilt file.</summary>
public sealed class SpoiltContractTests
{
    public static TheoryData<string, string, string> Cases { get; } = new()
    {
        {
            "kind: DataContract",
            "kind: Contract",
            "@:1:7: SGP006: kind `Contract` does not belong here; expected `kind: DataContract` in this place"
        },
        {
            "apiVersion: v3.1.0",
            "apiVersion: v2.2.0",
            "@:2:13: SGP013: wrong value `v2.2.0`; expected `v3.1.0`"
        },
        {
            "version: 1.2.0",
            "version: 1.2",
            "@:5:10: SGP013: wrong value `1.2`; expected three numbers, such as `1.2.0`"
        },
        {
            "status: active",
            "status: draft",
            "fr/shop/agreements/partner-newsletter.yaml:6:10: SGP032: dataset `customers@1` is `draft` (fr/shop/contracts/customers.yaml:6:9); only `active` and `deprecated` contracts are shared"
        },
        {
            "description: {purpose: Customer accounts}",
            "descripton: {purpose: Customer accounts}",
            "@:7:1: SGP010: unknown key `descripton`; did you mean `description`?"
        },
        {
            "location: /internal/customers\n",
            "location: http://evil.example/customers\n",
            "@:11:15: SGP031: location `http://evil.example/customers` is not a path; expected a path on the cluster: `/`, letters, digits and . _ ~ - only; no host, no `..`, no query"
        },
        {
            "location: /internal/customers\n",
            "location: //evil.example/customers\n",
            "@:11:15: SGP031: location `//evil.example/customers` is not a path; expected a path on the cluster: `/`, letters, digits and . _ ~ - only; no host, no `..`, no query"
        },
        {
            "location: /internal/customers\n",
            "location: /internal/../admin\n",
            "@:11:15: SGP031: location `/internal/../admin` is not a path; expected a path on the cluster: `/`, letters, digits and . _ ~ - only; no host, no `..`, no query"
        },
        {
            "location: /internal/customers\n",
            "location: /internal/customers?all=1\n",
            "@:11:15: SGP031: location `/internal/customers?all=1` is not a path; expected a path on the cluster: `/`, letters, digits and . _ ~ - only; no host, no `..`, no query"
        },
        {
            "location: /internal/customers\n",
            "location: /internal/%2e%2e/admin\n",
            "@:11:15: SGP031: location `/internal/%2e%2e/admin` is not a path; expected a path on the cluster: `/`, letters, digits and . _ ~ - only; no host, no `..`, no query"
        },
        {
            "- {property: recordsAt, value: /data/items}\n",
            "- {property: recordsAt, value: data.items}\n",
            "@:14:38: SGP013: wrong value `data.items`; expected the place of the records, such as `/data/items` (RFC 6901), or `\"\"` for the whole document"
        },
        {
            "      - {property: pageSize, value: 500}\n",
            "",
            "@:12:5: SGP011: key `pageSize` is missing"
        },
        {
            "- {property: pageSize, value: 500}",
            "- {property: pageSize, value: 500}\n      - {property: pageSise, value: 500}",
            "@:18:20: SGP010: unknown key `pageSise`; did you mean `pageSize`?"
        },
        {
            "[{property: format, value: csv}]",
            "[{property: format, value: csv}, {property: contentEncoding, value: zstd}]",
            "@:21:91: SGP013: wrong value `zstd`; expected `gzip` or `br` or `deflate`"
        },
        {
            "customProperties:\n  - property: subjectKeys",
            "customProperties:\n  - {property: caseTwins, value: yes please}\n  - property: subjectKeys",
            "@:23:34: SGP013: wrong value `yes please`; expected `refuse` or `unknown`"
        },
        {
            "[{property: format, value: csv}]",
            "[{property: format, value: json}, {property: recordsAt, value: \"\"}]",
            "@:18:5: SGP031: a second server gives json; name one server for each format"
        },
        {
            "[{property: format, value: csv}]",
            "[{property: format, value: xml}]",
            "@:21:50: SGP013: wrong value `xml`; expected `json` or `ndjson` or `csv`"
        },
        {
            "[{property: format, value: csv}]",
            "[{property: format, value: csv}, {property: recordsAt, value: /x}]",
            "@:21:67: SGP010: unknown key `recordsAt`"
        },
        {
            "property: subjectKeys",
            "property: subjectKey",
            "@:1:1: SGP030: the contract does not say who a record is about; add the custom property `subjectKeys`: without it, nothing about anyone may leave\n@:23:15: SGP010: unknown key `subjectKey`"
        },
        {
            "path: customer_id,",
            "path: customer_no,",
            "@:25:16: SGP023: subject key `customer_no` is no field of the schema; did you mean `customer_id`?"
        },
        {
            "path: customer_id,",
            "path: birth_date,",
            "@:25:16: SGP030: subject key `birth_date` is no id; expected a string or integer field"
        },
        {
            "path: customer_id,",
            "path: tags,",
            "@:25:16: SGP023: subject key `tags` is no field of the schema; it is an array: write `tags[]`"
        },
        {
            "form: text, required: true",
            "form: text, required: false",
            "@:25:9: SGP030: no subject key is required; one must be: `required: true`"
        },
        {
            "value: pd:Interest}]",
            "value: pd:Interest}, {property: form, value: fax}]",
            "@:55:100: SGP013: wrong value `fax`; expected one of text, digits, email, phone, iban, card, nir, ip"
        },
        {
            "value: pd:BirthDate}]",
            "value: pd:BirthDate}, {property: form, value: iban}]",
            "@:38:99: SGP013: `form: iban` does not fit the type of `birth_date`; forms are those of string fields; `digits` of integer fields too"
        },
        {
            "form: text",
            "form: fax",
            "@:25:60: SGP013: wrong value `fax`; expected `text` or `digits` or `email` or `phone` or `iban` or `card` or `nir` or `ip`"
        },
        {
            "value: pd:EmailAddress",
            "value: pd:Mail",
            "@:35:60: SGP020: unknown data category `pd:Mail`"
        },
        {
            "\n        customProperties: [{property: dataCategory, value: pd:EmailAddress}]",
            "",
            "@:33:9: SGP011: custom property `dataCategory` of `email` is missing; every field says which kind of personal data it is; `dpv:NonPersonalData` when it is none"
        },
        {
            "logicalType: date",
            "logicalType: time",
            "fr/shop/agreements/partner-newsletter.yaml:14:20: SGP026: field `birth_date`: `generalise: to` does not fit a field of type time; it fits date, timestamp"
        },
        {
            "    logicalType: object\n    properties:\n      - name: customer_id",
            "    logicalType: object\n    required: true\n    properties:\n      - name: customer_id",
            "@:29:5: SGP010: unknown key `required`"
        },
        {
            "      - name: address\n",
            "      - name: address\n        customProperties: [{property: dataCategory, value: pd:Address}]\n",
            "@:40:39: SGP010: `dataCategory` of a group of fields is not read; write it at each single field"
        },
        {
            "logicalType: date",
            "dataGranularityDescription: one day\n        logicalType: date",
            "@:37:9: SGP010: unknown key `dataGranularityDescription`"
        },
        {
            "logicalType: date",
            "logicalType: datum",
            "@:37:22: SGP013: wrong value `datum`; expected `string` or `integer` or `number` or `boolean` or `date` or `timestamp` or `time` or `object` or `array`"
        },
        {
            "- name: email",
            "- name: e.mail",
            "fr/shop/agreements/partner-newsletter.yaml:13:3: SGP023: unknown field `email` of `customers@1`\n@:33:15: SGP013: wrong value `e.mail`; expected one name, without dots and brackets"
        },
        {
            "- name: email\n",
            "- name: customer_id\n",
            "fr/shop/agreements/partner-newsletter.yaml:13:3: SGP023: unknown field `email` of `customers@1`\n@:33:9: SGP004: field `customer_id` stands twice"
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_spoilt_contract_gives_exactly_these_findings(string from, string to, string findings)
    {
        using var files = new PolicyFiles();
        files.Edit(PolicyFiles.Customers, from, to);

        Assert.Equal(findings.Replace("@:", PolicyFiles.Customers + ":", StringComparison.Ordinal).Split('\n'), files.Findings());
    }
}
