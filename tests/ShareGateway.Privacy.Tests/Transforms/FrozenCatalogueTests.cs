using System.Collections.Immutable;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Privacy.Tests.Transforms;

/// <summary>
/// What policy authors and DPOs read of the transforms, word by word, in <c>privacy-catalogue.json</c>: whoever changes a sentence, a bound or a
/// comparison changes what policies in use mean, and does it in that file too.
/// </summary>
public sealed class FrozenCatalogueTests
{
    private static readonly Catalogue Frozen = VectorFile.Read<Catalogue>("privacy-catalogue.json");

    public static TheoryData<string> Names => [.. Frozen.Transforms.Select(transform => transform.Name)];

    public static TheoryData<string> Specs => [.. Frozen.Uses.Select(use => use.Spec)];

    [Fact]
    public void Every_transform_is_in_the_file() => Assert.Equal(TransformCatalogue.All.Select(definition => definition.Name), Frozen.Transforms.Select(transform => transform.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_transform_takes_and_promises_what_the_file_says(string name)
    {
        var transform = Frozen.Transforms.Single(one => one.Name == name);
        var definition = TransformCatalogue.Find(name)!;

        Assert.Equal(transform.Parameters, definition.Parameters.Select(Written));
        Assert.Equal(transform.Types, definition.Types.Select(FieldTypes.NameOf));
        Assert.Equal(transform.Forms, definition.Forms.Select(CanonicalForms.NameOf));
        Assert.Equal(transform.Promises, Promises(definition));
        Assert.Equal(transform.Examples, definition.Examples.Select(Cells.Written));
    }

    [Theory]
    [MemberData(nameof(Specs))]
    public void A_use_is_told_in_both_languages_and_compared_as_the_file_says(string written)
    {
        var use = Frozen.Uses.Single(one => one.Spec == written);
        var spec = Cells.Spec(written);
        var definition = TransformCatalogue.Find(spec.Name)!;
        var others = Frozen.Uses.Select(one => one.Spec).Where(other => other != written && Cells.Spec(other).Name == spec.Name);

        Assert.Equal((use.English, use.French), (definition.Describe(spec, "en"), definition.Describe(spec, "fr")));
        Assert.Equal(use.Within, others.Where(other => definition.IsWithin(spec, Cells.Spec(other))));
        Assert.Equal(use.Becomes, definition.Types.Where(type => Fits(definition, spec, type)).Select(type => Become(definition, spec, type)));
        Assert.Equal((use.Links, use.NeedsReason), (definition.LinkScopeOf(spec).ToString(), definition.NeedsReason(spec)));
    }

    [Fact]
    public void A_mistake_is_told_as_the_file_says() => Assert.All(
        Frozen.Mistakes,
        mistake => Assert.Equal(mistake.Problems, Problems(mistake.Spec, Enum.Parse<FieldType>(mistake.Type), CanonicalForms.Find(mistake.Form))));

    private static string Written(TransformParameter parameter) =>
        $"{parameter.Name}: {parameter.Expects}; unless {parameter.Default ?? "nothing"}{(parameter.IsImplied ? ", implied" : "")}; words {string.Join('|', parameter.Words)}; {parameter.Range}";

    private static string Promises(TransformDefinition definition) =>
        $"{definition.Class}, key {definition.KeyUse}, reversible {definition.IsReversible}, day {definition.AsksDay}, opt-in {definition.NeedsOptIn}, "
        + $"silent {definition.SaysNothing}, may keep {definition.MayKeepValue}";

    private static bool Fits(TransformDefinition definition, TransformSpec spec, FieldType type) => definition.Check(spec, type, FormOf(definition)).IsEmpty;

    private static CanonicalForm FormOf(TransformDefinition definition) => definition.Forms.IsEmpty ? CanonicalForm.Text : definition.Forms[0];

    private static string Become(TransformDefinition definition, TransformSpec spec, FieldType type) =>
        $"{FieldTypes.NameOf(type)} to {FieldTypes.NameOf(definition.OutputType(spec, type))}";

    private static IEnumerable<string> Problems(string written, FieldType type, CanonicalForm form)
    {
        var spec = Cells.Spec(written);
        return TransformCatalogue.Find(spec.Name)!.Check(spec, type, form).Select(problem => $"{problem.Parameter}: {problem.Text} ({problem.Hint})");
    }

    private sealed record Catalogue(ImmutableArray<Entry> Transforms, ImmutableArray<Use> Uses, ImmutableArray<Mistake> Mistakes);

    private sealed record Entry(
        string Name, string Promises, ImmutableArray<string> Parameters, ImmutableArray<string> Types, ImmutableArray<string> Forms, ImmutableArray<string> Examples);

    private sealed record Use(
        string Spec, string English, string French, string Links, bool NeedsReason, ImmutableArray<string> Becomes, ImmutableArray<string> Within);

    private sealed record Mistake(string Spec, string Type, string Form, ImmutableArray<string> Problems);
}
