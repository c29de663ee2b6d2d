using System.Text.Json.Nodes;
using ShareGateway.Policy.Loading.Files;
using ShareGateway.Policy.Loading.Yaml;
using ShareGateway.Policy.Vocabulary;

namespace ShareGateway.Policy.Schemas;

/// <summary>The schema of a file of a <c>tests</c> folder.</summary>
internal static class PolicyTestSchema
{
    public static JsonObject Create() => PolicySchemas.Document(
        "PolicyTest",
        Shape.Map(
            "Invented people and records, requests about them, and what must come of each.",
            ("kind", Words.Kind("PolicyTest")),
            ("title", Words.Line("what is tested")),
            ("now", Moment("the moment of every request that does not say `at`")),
            ("people?", Named("the people: a name for each", Person())),
            ("records?", Named("what the upstream holds: a list of records for each dataset", Shape.List("records as the contract describes them", Free("one record")))),
            ("cases?", Shape.List("requests, and what must come of each", Case())),
            ("edits?", Shape.List("edits of policy files that must be refused", Edit()))),
        ("purpose", Words.Term("a purpose", TermKind.Purpose)));

    private static JsonObject Person() => Shape.Map(
        "one person",
        ("ids", Named("the person's ids: a contract's scheme and the id in it", Shape.Scalar("the id"))),
        ("consents?", Shape.List("what the person decided; without it, the person was never asked", Shape.Map(
            "one decision",
            ("state", Shape.OneOf("what was decided", PolicyTestNames.StateWords)),
            ("purpose", Shape.Ref("purpose")),
            ("recipient?", Words.Id("the recipient that the notice named; absent: none was named")),
            ("at", Moment("when")),
            ("until?", Moment("from this moment on it counts no longer"))))));

    private static JsonObject Case() => Shape.Map(
        "one request",
        ("name", Words.Line("what it shows")),
        ("as", Words.Id("the recipient that asks")),
        ("purpose?", Shape.Ref("purpose")),
        ("dataset", Shape.Text("a contract's id and major version, such as customers@1", Values.DatasetForm)),
        ("format?", Shape.OneOf("the format asked for; json unless set", "json", "ndjson", "csv")),
        ("at?", Moment("the moment of this request")),
        ("consentKnowledgeAge?", Words.Time("how old the gateway's knowledge of consents is; fresh unless set")),
        ("expect?", Expectation()));

    private static JsonObject Expectation()
    {
        var expectation = Shape.Map(
            "what must come of it; a refusal unless set",
            ("status", Shape.OneOf("whether records leave", "shared", "refused")),
            ("reason?", Shape.OneOf("why it is refused; any reason unless set", PolicyTestNames.ReasonWords)),
            ("people?", new JsonObject { ["type"] = "array", ["items"] = Shape.Scalar("a name"), ["description"] = "exactly these people stand in what leaves" }),
            ("rows?", Shape.Whole("exactly so many records leave", 0, 1_000_000)),
            ("records?", new JsonObject { ["type"] = "array", ["items"] = Free("one record"), ["description"] = "exactly these records leave, in this order" }),
            ("fields?", Free("what single fields show: a value, a list of them, {is: pseudonym} or {is: absent}")),
            ("neverContains?", Shape.List("texts of the upstream that must not leave", Shape.Scalar("a text"))));
        expectation["allOf"] = new JsonArray(
            Shape.When("status", "refused", Shape.Only("status", "reason")),
            Shape.When("status", "shared", Shape.Only("status", "people", "rows", "records", "fields", "neverContains")));
        return expectation;
    }

    private static JsonObject Edit() => Shape.Map(
        "one edit",
        ("name", Words.Line("what it shows")),
        ("file", Shape.Text("the policy file, below the group's folder")),
        ("replace", Shape.Scalar("a text that stands in it once")),
        ("with", Shape.Scalar("what stands there instead")),
        ("expect", Shape.Text("the code of the finding", "SGP[0-9]{3}")));

    private static JsonObject Named(string about, JsonObject value) =>
        new() { ["type"] = "object", ["additionalProperties"] = value, ["minProperties"] = 1, ["description"] = about };

    private static JsonObject Free(string about) => new() { ["type"] = "object", ["description"] = about };

    private static JsonObject Moment(string about) =>
        Shape.Text($"{about}; in UTC, such as 2026-11-23T10:00:00Z, or a day for its first moment", "[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)?");
}
