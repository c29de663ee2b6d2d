using System.Collections.Immutable;

namespace ShareGateway.Policy;

/// <summary>All codes of <see cref="Finding"/> and what they mean, for those who read them. <c>policies/README.md</c> holds the same table.</summary>
public static class FindingCatalogue
{
    /// <summary>Every code once, in ascending order.</summary>
    public static ImmutableArray<FindingExplanation> All { get; } =
    [
        new(
            "SGP001",
            "unreadable",
            "a file or folder cannot be read: missing, no permission, larger than 1 MiB, not UTF-8, a link that leaves the folder or goes round in a circle",
            "save it as UTF-8 text, give the gateway's account the right to read it, put the file itself in place of the link"),
        new(
            "SGP002",
            "not YAML",
            "the file is not readable as YAML",
            "look at the line: often a missing space after a colon, a tab, or text with a colon that needs double quotes"),
        new(
            "SGP003",
            "refused YAML",
            "anchors, aliases, tags, merge keys and second documents are refused, because they make a file say something else than it shows",
            "write the value itself"),
        new("SGP004", "stands twice", "something stands twice", "keep one of the two"),
        new(
            "SGP005",
            "wrong place",
            "a file or folder where none is expected, so nobody would read it",
            "move it into the folder of its kind, or correct the name"),
        new("SGP006", "wrong kind", "the file's `kind` does not belong into its folder", "correct `kind`, or move the file"),
        new(
            "SGP007",
            "not supported yet",
            "known, and not supported yet: refused, so that nobody relies on it",
            "leave it out until a later version enforces it"),
        new("SGP008", "no guardrail", "the group has no guardrail", "write `guardrail.yaml` at the root"),
        new(
            "SGP009",
            "too much",
            "the folder holds more files, more text or deeper folders than the gateway reads",
            "remove what does not belong; the limits stand in the message"),
        new("SGP010", "unknown key", "a key that nobody reads", "correct the spelling, or leave it out"),
        new("SGP011", "missing key", "a key is missing", "add it"),
        new("SGP012", "wrong shape", "text, list or map in the wrong place", "write what the message asks for"),
        new("SGP013", "wrong value", "a value that cannot be", "write one of what the message expects"),
        new("SGP014", "id is not the file's name", "the id is not the file's name", "rename the file, or correct the id"),
        new("SGP015", "twin id", "two files claim one id", "give one of them another id"),
        new("SGP016", "twin client", "two recipients claim one client id", "a client id speaks for one recipient: remove it from the other"),
        new(
            "SGP017",
            "twin certificate",
            "two recipients claim one certificate",
            "a certificate speaks for one recipient: remove it from the other"),
        new("SGP020", "unknown term", "a term that the vocabulary does not have", "take the nearest term, or look it up at https://w3id.org/dpv"),
        new(
            "SGP021",
            "unknown recipient",
            "a recipient that this scope does not see",
            "correct the id, or put the recipient's file into this scope or one above it"),
        new(
            "SGP022",
            "unknown dataset",
            "a dataset that this scope does not see",
            "correct the id and version, or put the contract into this scope or one above it"),
        new("SGP023", "unknown field", "a field that the contract does not have", "correct the path, or ask IT to add the field to the contract"),
        new("SGP024", "not a single field", "an object or list where a single field is needed", "name a field inside it"),
        new("SGP025", "unknown `do`", "an unknown `do`", "take one from the table above"),
        new("SGP026", "`do` does not fit", "the `do` does not fit the field, or its keys are wrong", "choose another `do`, or correct its keys"),
        new(
            "SGP030",
            "no subject",
            "the contract does not say well who a record is about",
            "correct `subjectKeys`; IT knows which field names the person"),
        new("SGP031", "wrong server", "a server that cannot serve", "correct the contract's `servers`"),
        new("SGP032", "dataset not in use", "the contract is not in use", "use a contract that is `active` or `deprecated`"),
        new("SGP040", "looser limit", "looser than a guardrail above", "tighten it to what the named line allows, or ask its owner"),
        new("SGP041", "forbidden purpose", "a guardrail forbids the purpose", "there is no agreement for this purpose; ask the guardrail's owner"),
        new(
            "SGP042",
            "basis not accepted",
            "a guardrail does not accept the legal basis for the purpose",
            "take a basis that the named line accepts"),
        new(
            "SGP043",
            "action not allowed",
            "a guardrail does not allow this with that kind of data",
            "do with the field what the named line allows, or leave the field out"),
        new("SGP050", "consent needed", "the basis is consent, so consent is needed", "write `needed: true` and its terms"),
        new("SGP051", "no reason", "a reason is missing: `because`", "say in one line why, or choose what shows or links less"),
        new("SGP052", "wrong row rule", "a row rule that cannot work", "take a string, integer or date field outside lists, and one rule for each"),
        new("SGP053", "overlap", "two agreements for the same at the same time", "let one end before the other begins"),
        new("SGP054", "wrong validity", "the validity ends before it begins", "correct `from` or `until`"),
        new("SGP060", "vain test", "a policy test that could prove nothing", "write a case, the records that it needs, and whose records leave"),
    ];

    /// <summary>What a code means; null for a code that no finding has.</summary>
    public static FindingExplanation? Find(string code) => All.FirstOrDefault(entry => entry.Code == code);

    /// <summary>The catalogue as a Markdown table, one line for each code, lines parted by a line feed, none at the end.</summary>
    public static string ToMarkdown() =>
        "| code | meaning | what to do |\n| --- | --- | --- |\n"
        + string.Join('\n', All.Select(entry => $"| {entry.Code} | {entry.Meaning} | {entry.WhatToDo} |"));
}
