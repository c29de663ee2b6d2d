using System.Security.Cryptography;
using System.Text;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Keys;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Privacy.Tests.Transforms;

/// <summary>Frozen results of keyed transforms, made by another implementation. When one of these turns red, the code is wrong, not the file.</summary>
public sealed class GoldenDrawTests
{
    private static readonly File Golden = VectorFile.Read<File>("privacy-golden-draws.json");

    public static TheoryData<string, string, string> Cases => [.. Golden.Cases.Select(one => (one.Spec, one.Subject, one.Value))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_draw_is_what_it_always_was(string written, string subject, string value)
    {
        var golden = Golden.Cases.Single(one => (one.Spec, one.Subject, one.Value) == (written, subject, value));
        var spec = Cells.Spec(written);
        var definition = TransformCatalogue.Find(spec.Name)!;
        using var root = KeyRoot.FromBytes(1, Convert.FromHexString(Golden.Root));
        using var secret = RecipientSecret.FromBytes(Convert.FromHexString(Golden.Secret));
        using var key = FieldKey.Derive(definition.KeyUse, root, secret, Golden.LinkScope, Golden.FieldClass);
        var type = Enum.Parse<FieldType>(golden.Type);
        var transform = definition.Create(spec, type, CanonicalForm.Text, key);
        string quote = type is FieldType.Number ? "" : "\"";

        Assert.Equal($"{quote}{golden.Delivered}{quote}", Cells.Apply(transform, $"{quote}{value}{quote}", subject));
    }

    [Theory] // another entry, or another order, gives every recipient other values
    [InlineData("first-names-fr", 317, "db0ef07f9a9f50ccc3e2a154aa29b382766d518421c19d96d9c0ef9d5a372594")]
    [InlineData("first-names-en", 226, "4a4e17d7dab2375826256b4991da35c138add9766cbd1cdec2059f747ccd9aec")]
    [InlineData("last-names-fr", 221, "82074fd442b6aaf12949d6cf04263d750f2c52e59bf094e5f673df8fdc717972")]
    [InlineData("last-names-en", 242, "2c0105b78ff34772f1f2ca6e3695c238c575eef7447dab778984c6c529effbb8")]
    [InlineData("cities-fr", 126, "a4a9cd9f16de3a0913f38aaafe3ab656d62c2e89ed27febc2f395c56a9f19141")]
    [InlineData("cities-en", 116, "eb6fd41a3a36b6c550645b1395857fa72667cb026fea491c6d1617c3624b56d7")]
    public void The_tables_of_invented_values_are_frozen(string name, int entries, string hash)
    {
        byte[][] table = FakeTable.Of(name);

        Assert.Equal(entries, table.Length);
        Assert.Equal(entries, table.Select(Convert.ToHexString).Distinct().Count());
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData([.. table.SelectMany(entry => entry.Append((byte)'\n'))])));
    }

    [Fact]
    public void An_invented_address_has_no_sign_that_an_address_cannot_have() =>
        Assert.All(
            ((string[])["first-names-fr", "last-names-fr", "first-names-en", "last-names-en"]).SelectMany(name => FakeTable.Plain(FakeTable.Of(name))),
            entry => Assert.Matches("^[a-z]+(-[a-z]+)*$", Encoding.UTF8.GetString(entry)));

    [Fact]
    public void A_table_that_is_not_there_is_an_error() => Assert.Throws<InvalidOperationException>(() => FakeTable.Of("names"));

    private sealed record File(string Warning, string Source, string Root, string Secret, string LinkScope, string FieldClass, Case[] Cases);

    private sealed record Case(string Spec, string Type, string Form, string Subject, string Value, string Delivered);
}
