using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Keys;
using ShareGateway.Privacy.Transforms;
using static ShareGateway.Records.Tests.Programs;

namespace ShareGateway.Records.Tests;

/// <summary>I5 for every transform that there is: a container, a value of another type, and a value that it cannot work on.</summary>
public sealed class CatalogueTests
{
    private const string Canary = "canary-7f3a";

    public static TheoryData<string, FailureMode> Modes =>
        [.. from definition in TransformCatalogue.All from mode in Enum.GetValues<FailureMode>() where definition.Name != "drop" select (definition.Name, mode)];

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task What_fails_follows_the_declared_mode_and_never_leaves(string name, FailureMode mode)
    {
        var (transform, type) = Build(name);
        var program = RecordProgram.Build([new FieldRule(FieldPath.Parse("a"), type, transform, mode), Field("b")], [ById], []);
        string[] values = [$$"""{"x":"{{Canary}}"}""", $"""["{Canary}"]""", type is FieldType.Boolean ? $"\"{Canary}\"" : "true"];

        foreach (string value in values)
        {
            string body = $$"""[{"id":"p","b":"1"},{"id":"p","a":{{value}},"b":"2"},{"id":"p","a":null,"b":"3"}]""";
            if (mode is FailureMode.FailRequest)
            {
                var failure = await Rewriting.FailAsync(body, program);
                Assert.Equal(RecordFault.FieldUnfit, failure.Fault);
                Assert.DoesNotContain(Canary, failure.ToString(), StringComparison.Ordinal);
                continue;
            }

            var rewriting = await Rewriting.RunAsync(body, program);
            Assert.DoesNotContain(Canary, rewriting.Text, StringComparison.Ordinal);
            Assert.Equal(mode is FailureMode.Null ? (3L, 1L, 0L) : (2L, 0L, 1L), (rewriting.Counts.Delivered, rewriting.Counts.CellsNulled, rewriting.Counts.WithheldUnreadable));
            Assert.StartsWith("""{"b":"1"}""", rewriting.Text, StringComparison.Ordinal); // absent stays absent
            Assert.Equal(mode is FailureMode.Null, rewriting.Text.Contains("\"a\":null,\"b\":\"2\"", StringComparison.Ordinal));
        }
    }

    private static (FieldTransform Transform, FieldType Type) Build(string name)
    {
        var definition = TransformCatalogue.Find(name)!;
        var form = definition.Forms.IsEmpty ? CanonicalForm.Text : definition.Forms[0];
        var (spec, type) = (from example in definition.Examples from fit in definition.Types where definition.Check(example, fit, form).IsEmpty select (example, fit)).First();
        using var root = KeyRoot.Create(1);
        using var secret = RecipientSecret.Create();
        var key = definition.NeedsKey ? FieldKey.Derive(definition.KeyUse, root, secret, "agreement:one", "class") : null;
        return (definition.Create(spec, type, form, key, new DateOnly(2026, 10, 31)), type);
    }
}
