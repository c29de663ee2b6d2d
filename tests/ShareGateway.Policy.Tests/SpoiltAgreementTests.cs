
namespace ShareGateway.Policy.Tests;

/// <summary>One spoilt place of an agreement, and everything that is then said. In the findings, <c>@</c> is the spoilt file.</summary>
public sealed class SpoiltAgreementTests
{
    public static TheoryData<string, string, string> Cases { get; } = new()
    {
        {
            "kind: Agreement",
            "kind: Agreement\nkind: Agreement",
            "@:2:1: SGP004: key `kind` stands twice; it stands in line 1 already"
        },
        {
            "title: \"Partner: the newsletter\"",
            "title: Partner: the newsletter",
            "@:3:15: SGP002: not readable as YAML: while scanning a plain scalar value, found invalid mapping; put text that holds a colon between double quotes"
        },
        {
            "purpose: dpv:DirectMarketing",
            "purpose: &p dpv:DirectMarketing",
            "@:8:10: SGP003: anchor `&p` is not allowed; leave it out"
        },
        {
            "purpose: dpv:DirectMarketing",
            "purpose: !str dpv:DirectMarketing",
            "@:8:10: SGP003: tag `!str` is not allowed; leave it out"
        },
        {
            "recipient: partner\n",
            "recipient: *partner\n",
            "@:7:12: SGP003: alias `*partner` is not allowed; write the value itself\n@:7:12: SGP012: `recipient` takes text, got nothing"
        },
        {
            "questions: {counts: hidden, rowsPerDay: 1000}",
            "questions: {<<: {counts: hidden}, rowsPerDay: 1000}",
            "@:19:12: SGP011: key `counts` is missing\n@:19:13: SGP003: merge key `<<` is not allowed; write the keys themselves"
        },
        {
            "afterDelivery:",
            "---\nafterDelivery:",
            "@:20:1: SGP003: a second document begins here; write one policy to a file"
        },
        {
            "kind: Agreement",
            "? [kind]\n: Agreement\nkind: Agreement",
            "@:1:3: SGP003: a list is not allowed as a key; write text"
        },
        {
            "owner: privacy@shop.example",
            "ownr: privacy@shop.example",
            "@:1:1: SGP011: key `owner` is missing\n@:4:1: SGP010: unknown key `ownr`; did you mean `owner`?"
        },
        {
            "version: 3",
            "version: 0",
            "@:5:10: SGP013: wrong value `0`; expected a whole number from 1 to 2147483647"
        },
        {
            "version: 3",
            "version:",
            "@:5:9: SGP012: `version` takes text, got nothing"
        },
        {
            "version: 3",
            "version: [3]",
            "@:5:10: SGP012: `version` takes text, got a list"
        },
        {
            "dataset: customers@1",
            "dataset: customers",
            "@:6:10: SGP013: wrong value `customers`; expected a contract's id and major version, such as `customers@1`"
        },
        {
            "consent: {needed: true, mustNameRecipient: true, maxAge: P12M, maxStaleness: PT60S}",
            "consent: yes",
            "@:10:10: SGP012: `consent` takes a map, got text"
        },
        {
            "needed: true",
            "needed: yes",
            "@:10:19: SGP013: wrong value `yes`; expected `true` or `false`"
        },
        {
            "needed: true",
            "needed: false",
            "@:10:19: SGP050: legal basis `eu-gdpr:A6-1-a-explicit-consent` is consent, so consent is needed; write `needed: true`\n@:10:26: SGP010: unknown key `mustNameRecipient`\n@:10:51: SGP010: unknown key `maxAge`\n@:10:65: SGP010: unknown key `maxStaleness`"
        },
        {
            "maxAge: P12M",
            "maxAge: 12 months",
            "@:10:58: SGP013: wrong value `12 months`; expected a length in years, months, weeks or days (ISO 8601), such as `P13M` or `P30D`"
        },
        {
            "maxAge: P12M",
            "maxAge: PT12H",
            "@:10:58: SGP013: wrong value `PT12H`; expected a length in years, months, weeks or days (ISO 8601), such as `P13M` or `P30D`"
        },
        {
            "maxStaleness: PT60S",
            "maxStaleness: P1M",
            "@:10:78: SGP013: wrong value `P1M`; expected a length in days, hours, minutes or seconds (ISO 8601), such as `PT60S` or `PT24H`"
        },
        {
            "until: 2027-09-30",
            "until: 2027-02-30",
            "@:21:37: SGP013: wrong value `2027-02-30`; expected a date, such as `2026-10-01`"
        },
        {
            "until: 2027-09-30",
            "until: 30/09/2027",
            "@:21:37: SGP013: wrong value `30/09/2027`; expected a date, such as `2026-10-01`"
        },
        {
            "kind: Agreement",
            "kind: Guardrail",
            "@:1:7: SGP006: kind `Guardrail` does not belong here; expected `kind: Agreement` in this place"
        },
        {
            "id: partner-newsletter",
            "id: partner-news",
            "@:2:5: SGP014: id `partner-news` is not the file's name; name the file `partner-news.yaml` or write `id: partner-newsletter`"
        },
        {
            "id: partner-newsletter",
            "id: Partner newsletter",
            "@:2:5: SGP013: wrong value `Partner newsletter`; expected 1 to 64 of a-z, 0-9 and -, a letter first"
        },
        {
            "counts: hidden",
            "counts: shown",
            "@:19:21: SGP007: `shown` is not supported yet; write `hidden`: this version tells no counts"
        },
        {
            "rowsPerDay: 1000",
            "rowsPerDay: 1000, minimumGroup: 20",
            "@:19:47: SGP010: unknown key `minimumGroup`"
        },
        {
            "to: year}",
            "to: year, mayFilterOn: true}",
            "@:14:42: SGP007: key `mayFilterOn` is not supported yet; leave it out: a request cannot filter in this version"
        },
        {
            "validity:",
            "reidentification: two-people\nvalidity:",
            "@:21:19: SGP040: `reidentification: two-people` is looser than guardrail.yaml:1:1 allows (`never`)"
        },
        {
            "validity:",
            "reidentification: perhaps\nvalidity:",
            "@:21:19: SGP013: wrong value `perhaps`; expected `never` or `two-people`"
        },
        {
            "validity:",
            "minimumGroup: 1\nvalidity:",
            "@:21:15: SGP013: wrong value `1`; expected a whole number from 2 to 1000000"
        },
        {
            "then: erase",
            "then: sell",
            "@:20:37: SGP013: wrong value `sell`; expected `erase` or `return`"
        },
        {
            "purpose: dpv:DirectMarketing",
            "purpose: dpv:DirectMarketting",
            "@:8:10: SGP020: unknown purpose `dpv:DirectMarketting`; did you mean `dpv:DirectMarketing`?"
        },
        {
            "purpose: dpv:DirectMarketing",
            "purpose: https://w3id.org/dpv#DirectMarketing",
            "@:8:10: SGP020: unknown purpose `https://w3id.org/dpv#DirectMarketing`"
        },
        {
            "purpose: dpv:DirectMarketing",
            "purpose: dpv:Purpose",
            "@:8:10: SGP013: `dpv:Purpose` is not one purpose by itself; name the one that the data is for"
        },
        {
            "purpose: dpv:DirectMarketing",
            "purpose: dpv:Sector",
            "@:8:10: SGP013: `dpv:Sector` is not one purpose by itself; name the one that the data is for"
        },
        {
            "legalBasis: eu-gdpr:A6-1-a-explicit-consent",
            "legalBasis: eu-gdpr:A6-1-x",
            "@:9:13: SGP020: unknown legal basis `eu-gdpr:A6-1-x`; did you mean `eu-gdpr:A6-1-a`?"
        },
        {
            "recipient: partner\n",
            "recipient: partnr\n",
            "@:7:12: SGP021: unknown recipient `partnr`; did you mean `partner`?"
        },
        {
            "dataset: customers@1",
            "dataset: customers@2",
            "@:6:10: SGP022: unknown dataset `customers@2`; did you mean `customers@1`?"
        },
        {
            "dataset: customers@1",
            "dataset: orders@1",
            "@:6:10: SGP022: unknown dataset `orders@1`; a contract stands in a `contracts` folder of this scope or one above it"
        },
        {
            "  birth_date: {",
            "  birthdate: {",
            "@:14:3: SGP023: unknown field `birthdate` of `customers@1`; did you mean `birth_date`?"
        },
        {
            "address.postcode: {",
            "address: {",
            "@:15:3: SGP024: `address` of `customers@1` is no single value; it is an object: name its fields, such as `address.…`"
        },
        {
            "tags[]: {",
            "tags: {",
            "@:16:3: SGP024: `tags` of `customers@1` is no single value; it is an array: write `tags[]`"
        },
        {
            "address.postcode: {",
            "address..postcode: {",
            "@:15:3: SGP013: wrong value `address..postcode`; expected a field's path, such as `address.postcode` or `basket[].sku`"
        },
        {
            "do: mask",
            "do: pseudonimise",
            "@:13:15: SGP025: unknown transform `pseudonimise`; did you mean `pseudonymise`?"
        },
        {
            "keepFirst: 2, onFailure",
            "keepFrist: 2, onFailure",
            "@:13:21: SGP026: field `email`: unknown parameter `keepFrist` of `mask`; did you mean `keepFirst`?"
        },
        {
            "to: year",
            "to: day",
            "@:14:20: SGP026: field `birth_date`: `generalise: to` does not fit a field of type date; it fits timestamp"
        },
        {
            "birth_date: {do: generalise, to: year}",
            "birth_date: {do: generalise}",
            "@:14:20: SGP026: field `birth_date`: `generalise` takes exactly one of its parameters, got none; give `to`, `band`, `bands` or `keepFirst`"
        },
        {
            "birth_date: {do: generalise, to: year}",
            "birth_date: {do: generalise, band: 10}",
            "@:14:20: SGP026: field `birth_date`: `generalise: band` does not fit a field of type date; it fits integer, number"
        },
        {
            "onFailure: dropRecord",
            "onFailure: keep",
            "@:13:46: SGP013: wrong value `keep`; expected `null` or `dropRecord` or `failRequest`"
        },
        {
            ", because: the newsletter follows interests",
            "",
            "@:16:16: SGP051: `reveal` of `tags[]` needs a reason; add `because: …`, or choose a transform that shows less"
        },
        {
            ", because: an unsubscribed person is found again",
            "",
            "@:12:45: SGP051: `linkable: agreement` of `customer_id` is wider than `response` and needs a reason; add `because: …`, or leave `linkable` out"
        },
        {
            "linkable: agreement, because: an unsubscribed person is found again",
            "linkable: recipient",
            "@:12:45: SGP051: `linkable: recipient` of `customer_id` is wider than `response` and needs a reason; add `because: …`, or leave `linkable` out"
        },
        {
            "linkable: agreement",
            "linkable: world",
            "@:12:35: SGP026: field `customer_id`: `linkable: world` does not fit `pseudonymise`; expected `response` or `agreement` or `recipient`"
        },
        {
            "purpose: dpv:DirectMarketing",
            "purpose: dpv:PublicRelations",
            "@:8:10: SGP041: purpose `dpv:PublicRelations` is forbidden by guardrail.yaml:4:46"
        },
        {
            "purpose: dpv:DirectMarketing",
            "purpose: dpv:SellDataToThirdParties",
            "@:8:10: SGP041: purpose `dpv:SellDataToThirdParties` is forbidden by guardrail.yaml:4:18"
        },
        {
            "legalBasis: eu-gdpr:A6-1-a-explicit-consent",
            "legalBasis: eu-gdpr:A6-1-f",
            "@:9:13: SGP042: legal basis `eu-gdpr:A6-1-f` is not accepted for `dpv:DirectMarketing`; guardrail.yaml:6:3 accepts: eu-gdpr:A6-1-a, eu-gdpr:A6-1-a-explicit-consent, eu-gdpr:A6-1-a-non-explicit-consent"
        },
        {
            "legalBasis: eu-gdpr:A6-1-a-explicit-consent",
            "legalBasis: eu-gdpr:A6-1-a",
            "@:9:13: SGP042: legal basis `eu-gdpr:A6-1-a` is not accepted for `dpv:DirectMarketing`; fr/guardrail.yaml:5:3 accepts: eu-gdpr:A6-1-a-explicit-consent"
        },
        {
            "needed: true, mustNameRecipient: true, maxAge: P12M, maxStaleness: PT60S",
            "needed: false",
            "@:10:19: SGP050: legal basis `eu-gdpr:A6-1-a-explicit-consent` is consent, so consent is needed; write `needed: true`"
        },
        {
            "birth_date: {do: generalise, to: year}",
            "birth_date: {do: reveal, because: we want it}",
            "@:14:20: SGP043: `reveal` is not allowed for `birth_date` (`pd:BirthDate`); guardrail.yaml:10:3 allows for `pd:BirthDate`: drop, generalise"
        },
        {
            "email: {do: mask, keepFirst: 2,",
            "email: {do: blank,",
            "@:13:15: SGP043: `blank` is not allowed for `email` (`pd:EmailAddress`); fr/guardrail.yaml:7:3 allows for `pd:EmailAddress`: mask, pseudonymise"
        },
        {
            "address.postcode: {do: generalise, keepFirst: 2}",
            "address.postcode: {do: reveal, because: maps}",
            "@:15:26: SGP043: `reveal` is not allowed for `address.postcode` (`pd:PostalCode`); guardrail.yaml:9:3 allows for `pd:Contact`: blank, drop, generalise, mask, pseudonymise"
        },
        {
            "keepFor: P6M",
            "keepFor: P13M",
            "@:20:26: SGP040: `keepFor: P13M` is longer than fr/guardrail.yaml:11:3 allows (`P12M`)"
        },
        {
            "keepFor: P6M",
            "keepFor: P36M",
            "@:20:26: SGP040: `keepFor: P36M` is longer than guardrail.yaml:15:3 allows (`P24M`)"
        },
        {
            "maxAge: P12M",
            "maxAge: P14M",
            "@:10:58: SGP040: `maxAge: P14M` is longer than guardrail.yaml:17:3 allows (`P13M`)"
        },
        {
            "maxStaleness: PT60S",
            "maxStaleness: PT1H",
            "@:10:78: SGP040: `maxStaleness: PT1H` is longer than guardrail.yaml:18:3 allows (`PT5M`)"
        },
        {
            "until: 2027-09-30",
            "until: 2027-10-01",
            "@:21:37: SGP040: `until: 2027-10-01` makes the agreement longer than guardrail.yaml:16:3 allows (`P12M`); from 2026-10-01, the last day can be 2027-09-30"
        },
        {
            "until: 2027-09-30",
            "until: 2026-09-30",
            "@:21:37: SGP054: `until: 2026-09-30` lies before `from: 2026-10-01`; `until` is the last day on which the agreement holds"
        },
        {
            "- {field: address.postcode, is: [\"75001\", \"75002\"]}",
            "- {field: \"tags[]\", is: [wine]}",
            "@:18:13: SGP052: `tags[]` may hold several values in one record; rules take a field outside lists"
        },
        {
            "- {field: address.postcode, is: [\"75001\", \"75002\"]}",
            "- {field: postcode, is: [\"75001\"]}",
            "@:18:13: SGP023: unknown field `postcode` of `customers@1`"
        },
        {
            "- {field: address.postcode, is: [\"75001\", \"75002\"]}",
            "- {field: score, is: [\"1\"]}",
            "@:18:13: SGP052: `score` is not compared; rules take a string, integer or date field"
        },
        {
            "- {field: address.postcode, is: [\"75001\", \"75002\"]}",
            "- {field: visits, is: [\"01\"]}",
            "@:18:13: SGP052: `01` is no value of the integer field `visits`; such a rule would let nothing pass"
        },
        {
            "is: [\"75001\", \"75002\"]",
            "is: []",
            "@:18:35: SGP012: `is` takes a list, got an empty one"
        },
        {
            "is: [\"75001\", \"75002\"]}",
            "is: [\"75001\"]}\n  - {field: address.postcode, is: [\"75001\"]}",
            "@:19:13: SGP052: a second rule on `address.postcode`; a record must meet all rules: write one"
        },
        {
            "is: [\"75001\", \"75002\"]",
            "isNot: [\"75001\"]",
            "@:18:5: SGP011: key `is` is missing\n@:18:31: SGP010: unknown key `isNot`"
        },
        {
            "tags[]: {do: reveal, because: the newsletter follows interests}",
            "tags[]: {do: maskIban}",
            "@:16:16: SGP026: field `tags[]`: `maskIban` needs a field whose values have the form `iban`; state it in the contract: custom property `form`, value `iban`"
        },
        {
            "tags[]: {do: reveal,",
            "tags[]: {do: redactText,",
            "@:16:16: SGP043: `redactText` of `tags[]` is allowed only where a guardrail names it; "
                + "no guardrail above lists it under `fieldActions` for `pd:Interest` or a broader category"
        },
        {
            "tags[]: {do: reveal, because: the newsletter follows interests}",
            "tags[]: {do: tokenise, linkable: recipient}",
            "@:16:16: SGP051: `tokenise` of `tags[]` needs a reason; add `because: …`, or choose a transform that shows less"
        },
        {
            "tags[]: {do: reveal, because: the newsletter follows interests}",
            "tags[]: {do: fake, kind: city, linkable: recipient}",
            "@:16:44: SGP051: `linkable: recipient` of `tags[]` is wider than `response` and needs a reason; add `because: …`, or leave `linkable` out"
        },
        {
            "tags[]: {do: reveal, because: the newsletter follows interests}",
            "tags[]: {do: constant}",
            "@:16:16: SGP026: field `tags[]`: `constant` needs `value`"
        },
        {
            "fields:\n",
            "fields: {}\nfelds:\n",
            "@:11:9: SGP012: `fields` names no field\n@:12:1: SGP010: unknown key `felds`; did you mean `fields`?"
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_spoilt_agreement_gives_exactly_these_findings(string from, string to, string findings)
    {
        using var files = new PolicyFiles();
        files.Edit(PolicyFiles.Agreement, from, to);

        Assert.Equal(findings.Replace("@:", PolicyFiles.Agreement + ":", StringComparison.Ordinal).Split('\n'), files.Findings());
    }
}
