using System.Text.Json.Nodes;
using ShareGateway.Policy.Loading.Files;
using ShareGateway.Policy.Vocabulary;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Policy.Schemas;

/// <summary>The schema of <c>guardrail.yaml</c>: the group's states every limit, one below states what it tightens.</summary>
internal static class GuardrailSchema
{
    public static JsonObject Create(bool isGroup)
    {
        string optional = isGroup ? "" : "?";
        return PolicySchemas.Document(
            isGroup ? "Guardrail of the group" : "Guardrail",
            Shape.Map(
                isGroup ? "The outermost limits; no file below may be looser." : "Limits of this scope; it can only tighten the ones above.",
                ("kind", Words.Kind("Guardrail")),
                ("owner", Words.Owner()),
                ("version", Words.Version()),
                (GuardrailFile.ForbidPurposes + optional, Shape.List("never, for anyone; everything narrower is forbidden too", Shape.Ref("purpose"))),
                (GuardrailFile.LegalBasisFor + optional, Shape.TermMap("purpose, or anything narrower: the legal bases accepted for it", TermKind.Purpose, "bases")),
                (GuardrailFile.FieldActions + optional, Shape.TermMap("kind of data, or anything narrower: what may be done with a field", TermKind.DataCategory, "actions")),
                ("transfer" + optional, Transfer(optional)),
                ("maximum" + optional, Maximum(optional)),
                (GuardrailFile.MinimumGroup + "?", Words.MinimumGroup()),
                (GuardrailFile.Reidentification + "?", Words.Reidentification())),
            ("purpose", Words.Term("a purpose", TermKind.Purpose)),
            ("bases", Shape.List("legal bases", Words.Term("a legal basis", TermKind.LegalBasis))),
            ("actions", Shape.List("what may be done", Shape.OneOf("a transform", TransformCatalogue.All.Select(definition => definition.Name)))),
            ("area", Shape.OneOf("a country or a group of countries", Areas())));
    }

    private static JsonObject Transfer(string optional) => Shape.Map(
        "where data may go",
        (GuardrailFile.FreeWithin + optional, new JsonObject
        {
            ["description"] = "countries to which data goes without more: one, a list, or a group of countries",
            ["anyOf"] = new JsonArray(Shape.Ref("area"), Shape.List("countries", Shape.Ref("area"))),
        }),
        (GuardrailFile.ElsewhereNeeds + optional, Shape.List("the tools, one of which a recipient anywhere else must have", Words.Term("a transfer tool", TermKind.TransferBasis))));

    private static JsonObject Maximum(string optional) => Shape.Map(
        "the longest times that an agreement may state",
        (GuardrailFile.RecipientRetention + optional, Words.Calendar("how long a recipient may keep data")),
        (GuardrailFile.AgreementLength + optional, Words.Calendar("from the first to the last day of an agreement")),
        (GuardrailFile.ConsentAge + optional, Words.Calendar("how old a consent may be")),
        (GuardrailFile.ConsentStaleness + optional, Words.Time("how old the gateway's knowledge of consents may be")));

    private static IEnumerable<string> Areas() =>
        Terms.OfKind(TermKind.PlaceGroup).Concat(Terms.OfKind(TermKind.Place)).Where(term => Places.Members(term) is not null).Order(StringComparer.Ordinal);
}
