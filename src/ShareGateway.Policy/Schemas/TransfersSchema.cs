using System.Text.Json.Nodes;
using ShareGateway.Policy.Vocabulary;

namespace ShareGateway.Policy.Schemas;

/// <summary>The schema of <c>transfers.yaml</c> of the group.</summary>
internal static class TransfersSchema
{
    public static JsonObject Create() => PolicySchemas.Document(
        "Transfers",
        Shape.Map(
            "Adequacy decisions of the European Commission (GDPR, article 45(3)), each with its days.",
            ("kind", Words.Kind("Transfers")),
            ("decisions", Shape.List("a country that does not stand here is not covered", Shape.Map(
                "one decision",
                ("country", Words.Term("the country that it is about", TermKind.Place)),
                ("decision", Words.Line("where it is published")),
                ("from", Words.Date("first day on which it covers a transfer")),
                ("until", Shape.Text("last day, such as 2031-12-27, or `open` when none is set", "open|[0-9]{4}-[0-9]{2}-[0-9]{2}")),
                ("onlyFor?", Shape.List("the only recipients that it covers, where it does not cover the whole country", Words.Id("a recipient"))))))));
}
