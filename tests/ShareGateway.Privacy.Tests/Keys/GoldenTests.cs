using System.Text;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Privacy.Tests.Keys;

/// <summary>Frozen values that partners hold and logs contain. When one of these turns red, the code is wrong, not the file.</summary>
public sealed class GoldenTests
{
    private static readonly Dictionary<string, PseudonymCase> Pseudonyms =
        VectorFile.Read<File<PseudonymCase>>("privacy-golden-pseudonyms.json").Cases.ToDictionary(one => one.Name);

    private static readonly Dictionary<string, ReferenceCase> References =
        VectorFile.Read<File<ReferenceCase>>("privacy-golden-subject-references.json").Cases.ToDictionary(one => one.Name);

    public static TheoryData<string> PseudonymNames => [.. Pseudonyms.Keys];

    public static TheoryData<string> ReferenceNames => [.. References.Keys];

    [Theory]
    [MemberData(nameof(PseudonymNames))]
    public void A_pseudonym_is_what_it_always_was(string name)
    {
        var golden = Pseudonyms[name];
        using var root = KeyRoot.FromBytes(golden.Epoch, Convert.FromHexString(golden.Root));
        using var secret = RecipientSecret.FromBytes(Convert.FromHexString(golden.Secret));
        using var key = PseudonymKey.Derive(root, secret, golden.LinkScope, golden.FieldClass);
        Span<byte> canonical = stackalloc byte[CanonicalValue.MaxBytes];
        Span<byte> token = stackalloc byte[key.TokenLength];

        Assert.True(CanonicalValue.TryWrite(golden.Form, Encoding.UTF8.GetBytes(golden.Value), canonical, out int length));
        Assert.Equal(key.TokenLength, key.Write(canonical[..length], token));

        Assert.Equal(golden.Pseudonym, Encoding.ASCII.GetString(token));
        Assert.Equal(golden.RootCheckValue, root.CheckValue);
    }

    [Fact]
    public void Golden_pseudonyms_differ_but_for_spellings_of_one_value()
    {
        var byPseudonym = Pseudonyms.Values.GroupBy(golden => golden.Pseudonym).Where(group => group.Count() > 1)
            .Select(group => string.Join(" = ", group.Select(golden => golden.Name)));

        Assert.Equal(["text composed = text decomposed", "mail = mail in lower case"], byPseudonym);
    }

    [Fact]
    public void Another_library_goes_the_whole_way_from_root_to_text_and_gets_the_same()
    {
        Assert.All(VectorFile.Read<OracleFile>("privacy-pseudonyms-by-oracle.json").Cases, one =>
        {
            using var root = KeyRoot.FromBytes(one.Epoch, Convert.FromHexString(one.Root));
            using var secret = RecipientSecret.FromBytes(Convert.FromHexString(one.Secret));
            using var key = PseudonymKey.Derive(root, secret, one.LinkScope, one.FieldClass);
            Assert.Equal(one.Pseudonym, TestKeys.Pseudonym(key, one.Value));
        });
    }

    [Theory]
    [MemberData(nameof(ReferenceNames))]
    public void A_subject_reference_is_what_it_always_was(string name)
    {
        var golden = References[name];
        using var root = KeyRoot.FromBytes(golden.Epoch, Convert.FromHexString(golden.Root));
        using var key = SubjectReferenceKey.Derive(root, golden.Use);
        Span<byte> reference = stackalloc byte[SubjectReferenceKey.ReferenceBytes];

        key.Write(golden.Scheme, Encoding.UTF8.GetBytes(golden.Id), reference);

        Assert.Equal(golden.Reference, Convert.ToHexStringLower(reference));
    }

    [Fact]
    public void Golden_references_all_differ() =>
        Assert.Equal(References.Count, References.Values.Select(golden => golden.Reference).Distinct().Count());

    private sealed record File<T>(string Warning, string Source, T[] Cases);

    private sealed record OracleFile(string Source, OracleCase[] Cases);

    private sealed record OracleCase(string Root, string Secret, int Epoch, string LinkScope, string FieldClass, string Value, string Pseudonym);

    private sealed record PseudonymCase(
        string Name, string Root, int Epoch, string RootCheckValue, string Secret, string LinkScope, string FieldClass,
        [property: System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<CanonicalForm>))] CanonicalForm Form,
        string Value, string Pseudonym);

    private sealed record ReferenceCase(string Name, string Root, int Epoch, string Use, string Scheme, string Id, string Reference);
}
