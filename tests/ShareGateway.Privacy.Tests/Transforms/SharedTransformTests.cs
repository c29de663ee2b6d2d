using System.Text;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Tests.Keys;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Privacy.Tests.Transforms;

/// <summary>A transform is built once per agreement and serves all its responses at once; and two recipients' transforms share nothing.</summary>
public sealed class SharedTransformTests
{
    private static readonly string[] Names =
        [.. Enumerable.Range(0, 500).Select(number => $"\u00c9lodie Nguye\u0302\u0303n \u0391\u03bb\u03ad\u03be\u03b7\u03c2 {number}")];

    [Theory]
    [InlineData("reveal")]
    [InlineData("mask keepFirst=2 keepLast=1")]
    [InlineData("generalise keepFirst=9")]
    [InlineData("pseudonymise linkable=agreement")]
    [InlineData("pseudonymise form=digits")]
    [InlineData("tokenise")]
    [InlineData("fake kind=fullName")]
    [InlineData("maskName")]
    [InlineData("mask keepFirst=2 fixedLength=4")]
    [InlineData("redactText find=email,ip")]
    [InlineData("blank")]
    public void Many_threads_get_what_one_gets(string spec)
    {
        var transform = Cells.Create(spec, FieldType.Text);
        string[] alone = [.. Names.Select(name => Cells.Apply(transform, $"\"{name}\""))];

        string[] together = [.. Names.AsParallel().AsOrdered().WithDegreeOfParallelism(8).Select(name => Cells.Apply(transform, $"\"{name}\""))];

        Assert.Equal(alone, together);
        Assert.DoesNotContain(Cells.Failed, alone);
    }

    [Fact] // I9
    public void Two_recipients_get_pseudonyms_that_have_nothing_in_common()
    {
        using var keyOfOne = TestKeys.Key(secret: 101, linkScope: "recipient:same-name");
        using var keyOfOther = TestKeys.Key(secret: 102, linkScope: "recipient:same-name");
        var definition = TransformCatalogue.Find("pseudonymise")!;
        var spec = Cells.Spec("pseudonymise linkable=recipient");

        var one = definition.Create(spec, FieldType.Text, CanonicalForm.Text, keyOfOne);
        var other = definition.Create(spec, FieldType.Text, CanonicalForm.Text, keyOfOther);

        var seen = Names.Select(name => Cells.Apply(one, $"\"{name}\"")).ToHashSet();
        Assert.Equal(Names.Length, seen.Count);
        Assert.DoesNotContain(Names, name => seen.Contains(Cells.Apply(other, $"\"{name}\"")));
    }

    [Fact] // I10
    public void No_error_text_holds_a_value()
    {
        const string canary = "canary-7f3a";
        byte[] value = Encoding.UTF8.GetBytes(canary);
        using var key = TestKeys.Key();
        using var root = TestKeys.Root();
        using var references = Privacy.Keys.SubjectReferenceKey.Derive(root, "consent");

        Exception[] thrown =
        [
            Assert.ThrowsAny<Exception>(() => key.Write(value, new byte[3])),
            Assert.ThrowsAny<Exception>(() => references.Write("customer", value, new byte[3])),
            Assert.ThrowsAny<Exception>(() => CanonicalValue.TryWrite(CanonicalForm.Text, value, new byte[3], out _)),
            Assert.ThrowsAny<Exception>(() => new CellBuffer().Write(CellKind.Null, value)),
            Assert.ThrowsAny<Exception>(() => Privacy.Keys.KeyRoot.FromBytes(1, value)),
            Assert.ThrowsAny<Exception>(() => Privacy.Keys.RecipientSecret.FromBytes(value)),
        ];

        Assert.All(thrown, exception => Assert.DoesNotContain(canary, exception.ToString(), StringComparison.OrdinalIgnoreCase));
        Assert.All(thrown, exception => Assert.DoesNotContain(Convert.ToHexString(value), exception.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_value_that_shows_its_presence_only_is_hidden_by_blank()
    {
        Assert.Single(new[] { "null", "\"\"", "\"C-42\"" }.Select(value => Cells.Apply("blank", FieldType.Text, value)).Distinct());
        Assert.Single(new[] { "null", "0", "42" }.Select(value => Cells.Apply("blank", FieldType.Integer, value)).Distinct());
    }
}
