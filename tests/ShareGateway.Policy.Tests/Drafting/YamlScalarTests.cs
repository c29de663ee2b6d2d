using CsCheck;
using ShareGateway.Policy.Drafting;
using ShareGateway.Policy.Loading.Yaml;

namespace ShareGateway.Policy.Tests.Drafting;

public sealed class YamlScalarTests
{
    private static readonly string[] Odd = ["yes", "No", "null", "~", "1e3", "0x1F", "12:30", "- a", "a: b", "a #b", "=", "<<", "...", "---", "é", " a", "a ", "a:"];

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[Gen.Char[" \"'\\#:,-[]{}&*!|>%@`~?\t\nabcé1.0"], 1, 12],
        Gen.Int[0, Odd.Length - 1].Select(i => Odd[i]),
        Gen.String[1, 8].Where(text => text.All(c => !char.IsSurrogate(c) && c is not ('\uFFFE' or '\uFFFF'))));

    [Fact]
    public void Every_text_is_read_back_as_it_was_in_a_block_and_between_braces() => Text.Sample(text =>
    {
        string scalar = YamlScalar.Of(text);
        var map = (YamlMap)Read($"block: {scalar}\nflow: {{a: {scalar}, b: [{scalar}, {scalar}]}}\n{YamlScalar.Of("k" + text)}: 1\n");

        Assert.Equal(text, Assert.IsType<YamlText>(map.Entries[0].Value).Text);
        var flow = (YamlMap)map.Entries[1].Value;
        Assert.Equal(text, Assert.IsType<YamlText>(flow.Entries[0].Value).Text);
        Assert.All(((YamlList)flow.Entries[1].Value).Items, item => Assert.Equal(text, ((YamlText)item).Text));
        Assert.Equal("k" + text, map.Entries[2].Key.Text);
    }, iter: 5000);

    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("Galerie Lumière: newsletter", "\"Galerie Lumière: newsletter\"")]
    [InlineData("no", "\"no\"")]
    [InlineData("75001", "\"75001\"")]
    [InlineData("a\nb", "\"a\\u000ab\"")]
    public void Quotes_stand_only_where_they_must(string text, string scalar) => Assert.Equal(scalar, YamlScalar.Of(text));

    private static YamlValue Read(string yaml)
    {
        var findings = new List<Finding>();
        var root = YamlReader.Read(yaml, new FileFindings("file.yaml", findings));
        Assert.Equal([], findings.Select(finding => finding.ToString()));
        return root!;
    }
}
