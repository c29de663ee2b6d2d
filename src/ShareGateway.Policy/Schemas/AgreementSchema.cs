using System.Text.Json.Nodes;
using ShareGateway.Policy.Loading.Files;
using ShareGateway.Policy.Loading.Yaml;
using ShareGateway.Policy.Vocabulary;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Policy.Schemas;

/// <summary>The schema of a file of an <c>agreements</c> folder.</summary>
internal static class AgreementSchema
{
    private static readonly string[] OfEveryField = ["do", "because", "onFailure"];

    public static JsonObject Create() => PolicySchemas.Document(
        "Agreement",
        Shape.Map(
            "What one recipient may have of one dataset for one purpose.",
            ("kind", Words.Kind("Agreement")),
            ("id", Words.Id("the file's name without `.yaml`")),
            ("title", Words.Line("one line for people")),
            ("owner", Words.Owner()),
            ("version", Words.Version()),
            ("dataset", Shape.Text("a contract's id and major version, such as customers@1", Values.DatasetForm)),
            ("recipient", Words.Id("the id of a recipient")),
            ("purpose", Words.Term("the one purpose; a request must name exactly this term", TermKind.Purpose)),
            ("legalBasis", Words.Term("the legal basis of the GDPR", TermKind.LegalBasis)),
            ("consent", Consent()),
            ("fields", Fields()),
            ("rows?", Shape.List("only records whose fields have these values; all rules must hold", Shape.Map(
                "one rule",
                ("field", Words.Path("a field of the contract")),
                ("is", Shape.List("the values, one of which the field must have", Shape.Scalar("a value")))))),
            ("questions", Shape.Map(
                "what may be asked",
                ("counts", Shape.OneOf("whether the recipient learns totals", "hidden")),
                ("rowsPerDay", Shape.Whole("most records in one day (UTC)", 1, 1_000_000_000_000)))),
            ("afterDelivery", Shape.Map(
                "what the recipient owes once it has the data",
                ("keepFor", Words.Calendar("how long it may keep the data")),
                ("then", Shape.OneOf("what it does then", "erase", "return")),
                ("actOnWithdrawalWithin", Words.Time("how soon it acts when a person withdraws")))),
            ("validity", Shape.Map("days in UTC, both included", ("from", Words.Date("first day")), ("until", Words.Date("last day")))),
            (GuardrailFile.MinimumGroup + "?", Words.MinimumGroup()),
            (GuardrailFile.Reidentification + "?", Words.Reidentification())));

    private static JsonObject Consent()
    {
        var consent = Shape.Map(
            "what a person's consent must be like",
            ("needed", Shape.YesNo("true whenever the legal basis is consent")),
            ("mustNameRecipient?", Shape.YesNo("true: only a consent that names this recipient counts")),
            ("maxAge?", Words.Calendar("an older consent does not count")),
            ("maxStaleness?", Words.Time("the gateway refuses when its knowledge of consents is older")));
        consent["allOf"] = new JsonArray(
            Shape.When("needed", true, Shape.Needs("mustNameRecipient", "maxAge", "maxStaleness")),
            Shape.When("needed", false, Shape.Only("needed")));
        return consent;
    }

    private static JsonObject Fields() => new()
    {
        ["type"] = "object",
        ["minProperties"] = 1,
        ["additionalProperties"] = Field(),
        ["description"] = "an allow-list: whatever is not named never leaves; inside an object address.postcode, in each element of a list basket[].sku",
    };

    private static JsonObject Field()
    {
        (string Key, JsonNode Value)[] ofEvery =
        [
            ("do", Shape.OneOf("what happens to the value", TransformCatalogue.All.Select(definition => definition.Name))),
            ("because?", Words.Line("why; the register shows it")),
            ("onFailure?", Shape.OneOf("what to do with a value with which this cannot be done", "null", "dropRecord", "failRequest")),
        ];
        var parameters = TransformCatalogue.All.SelectMany(definition => definition.Parameters).GroupBy(parameter => parameter.Name, StringComparer.Ordinal);
        var field = Shape.Map("how the field leaves", [.. ofEvery, .. parameters.Select(same => (same.Key + "?", (JsonNode)Shape.Scalar(string.Join("; ", same.Select(one => one.Expects).Distinct(StringComparer.Ordinal)))))]);
        field["allOf"] = new JsonArray([.. TransformCatalogue.All.Select(Rules)]);
        return field;
    }

    private static JsonNode Rules(TransformDefinition definition)
    {
        var rules = Shape.Only([.. OfEveryField, .. definition.Parameters.Select(parameter => parameter.Name)]);
        rules["properties"] = new JsonObject(definition.Parameters.Select(parameter => KeyValuePair.Create(parameter.Name, (JsonNode?)Value(parameter))));
        if (definition.Examples.All(definition.NeedsReason))
        {
            rules["required"] = new JsonArray("because");
        }

        return Shape.When("do", definition.Name, rules);
    }

    // As the catalogue states them: words, or whole numbers in a range, or text that only the loader can judge.
    private static JsonObject Value(TransformParameter parameter) => parameter switch
    {
        { Words: { IsEmpty: false } words } => Shape.OneOf(parameter.Expects, words),
        { Range: var (from, to) } => Shape.Whole(parameter.Expects, from, to),
        _ => Shape.Scalar(parameter.Expects),
    };
}
