using System.Text.Json.Nodes;
using ShareGateway.Policy.Loading.Yaml;
using ShareGateway.Policy.Vocabulary;

namespace ShareGateway.Policy.Schemas;

/// <summary>The schema of a file of a <c>recipients</c> folder.</summary>
internal static class RecipientSchema
{
    public static JsonObject Create() => PolicySchemas.Document(
        "Recipient",
        Shape.Map(
            "A partner company: who it is, where it processes, how it is recognised.",
            ("kind", Words.Kind("Recipient")),
            ("id", Words.Id("the file's name without `.yaml`; agreements call the company by it")),
            ("legalName", Words.Line("the company's legal name")),
            ("role", Words.Term("its role under the GDPR", TermKind.LegalRole)),
            ("country", Words.Term("its seat", TermKind.Place)),
            ("processesIn", Shape.List("every country in which it processes the data", Shape.Ref("country"))),
            ("transferTool?", Words.Term("the tool of chapter V of the GDPR that covers it, such as standard contractual clauses", TermKind.TransferBasis)),
            ("contacts", Shape.List("e-mail addresses for questions of data protection", Words.Email("an e-mail address"))),
            ("clientIds", Shape.List("the client ids in its tokens; each belongs to one recipient", Shape.Text("a client id", Values.ClientIdForm))),
            ("certificates?", Shape.List("SHA-256 thumbprints of its client certificates: with one, its requests must come with one of them", Shape.Text("64 hex digits, lower case", Values.ThumbprintForm)))),
        ("country", Words.Term("a country", TermKind.Place)));
}
