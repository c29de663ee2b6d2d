using ShareGateway.Policy.Vocabulary;

namespace ShareGateway.Policy.Tests;

public sealed class TermLabelsTests
{
    private static IEnumerable<string> AllTerms => Enum.GetValues<TermKind>().SelectMany(Terms.OfKind);

    [Fact]
    public void Every_term_has_a_French_label_and_no_label_is_for_an_unknown_term() =>
        Assert.Equal(AllTerms.Order(StringComparer.Ordinal), TermLabels.InFrench.Order(StringComparer.Ordinal));

    [Fact]
    public void No_label_is_empty_padded_or_the_term_itself()
    {
        foreach (string term in AllTerms)
        {
            foreach (var language in Enum.GetValues<Language>())
            {
                string label = TermLabels.Of(term, language);
                Assert.True(label.Length > 1 && label.Trim() == label && !label.Contains(':', StringComparison.Ordinal) && !label.Contains('"', StringComparison.Ordinal), $"{term}: {label}");
            }
        }
    }

    [Theory]
    [InlineData("dpv:DirectMarketing", "Direct Marketing", "prospection directe")]
    [InlineData("dpv:MisusePreventionAndDetection", "Misuse, Prevention and Detection", "prévention et détection des abus")]
    [InlineData("eu-gdpr:A9-2-j", "Art 9(2-j) public interest, scientific research, statistical purpose", "intérêt public, recherche scientifique, fins statistiques")]
    [InlineData("loc:HK", "China, Hong Kong Special Administrative Region", "Chine, région administrative spéciale de Hong Kong")]
    [InlineData("dpv:NoSuchTerm", "dpv:NoSuchTerm", "dpv:NoSuchTerm")]
    public void A_label_is_read_whole_also_with_commas(string term, string english, string french) =>
        Assert.Equal((english, french), (TermLabels.Of(term, Language.English), TermLabels.Of(term, Language.French)));

    [Fact]
    public void Countries_are_told_apart()
    {
        var names = Terms.OfKind(TermKind.Place).Select(place => TermLabels.Of(place, Language.French)).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_language_that_is_none_is_a_mistake_of_the_caller() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TermLabels.Of("loc:FR", (Language)7));
}
