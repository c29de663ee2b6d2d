using System.Collections.Immutable;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Transforms;
using ShareGateway.Records;

namespace ShareGateway.Benchmarks.Rewriter;

/// <summary>What leaves in the benchmark: three masks, ten values as they are, four left out.</summary>
internal static class RewriterProgram
{
    /// <param name="place">What stands in front of the address's fields: <c>address.</c> for objects, nothing for columns.</param>
    public static RecordProgram Build(string place) => RecordProgram.Build(
        [
            Field("first_name", FieldType.Text, ("keepFirst", "1")), Field("email", FieldType.Text, ("keepFirst", "2")),
            Field("phone", FieldType.Text, ("keepLast", "2")), Field("birth_year", FieldType.Integer),
            Field(place + "postcode", FieldType.Text), Field(place + "city", FieldType.Text), Field(place + "country", FieldType.Text),
            Field("loyalty_level", FieldType.Text), Field("points", FieldType.Integer), Field("newsletter", FieldType.Boolean),
            Field("total", FieldType.Number), Field("created_at", FieldType.Timestamp), Field("last_store", FieldType.Text),
        ],
        [new SubjectField(FieldPath.Parse("customer_id"), CanonicalForm.Text, "customer", Required: true)],
        []);

    private static FieldRule Field(string path, FieldType type, params (string Name, string Value)[] mask)
    {
        string name = mask.Length == 0 ? "reveal" : "mask";
        var parameters = mask.ToImmutableSortedDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
        var transform = TransformCatalogue.Find(name)!.Create(new TransformSpec(name, parameters), type, CanonicalForm.Text, null);
        return new FieldRule(FieldPath.Parse(path), type, transform, FailureMode.Null);
    }
}
