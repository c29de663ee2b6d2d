using System.Text;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Privacy.Tests.Transforms;

public sealed class FakeTests
{
    [Theory]
    [InlineData("Zo\u00e9", "zoe")]
    [InlineData("Fran\u00e7oise", "francoise")]
    [InlineData("\u00c0\u00c2\u00c4 \u00e0\u00e2\u00e4", "aaa-aaa")]
    [InlineData("\u00c9\u00c8\u00ca\u00cb\u00e9\u00e8\u00ea\u00eb", "eeeeeeee")]
    [InlineData("\u00ce\u00cf\u00ee\u00ef", "iiii")]
    [InlineData("\u00d4\u00d6\u00f4\u00f6", "oooo")]
    [InlineData("\u00d9\u00db\u00dc\u00f9\u00fb\u00fc", "uuuuuu")]
    [InlineData("Jean-Luc", "jean-luc")]
    [InlineData("O'Brien", "obrien")]
    [InlineData("azAZ", "azaz")]
    public void Names_stand_in_addresses_as_plain_letters(string name, string plain) =>
        Assert.Equal(plain, Encoding.ASCII.GetString(Assert.Single(FakeTable.Plain([Encoding.UTF8.GetBytes(name)]))));

    [Fact]
    public void A_table_that_is_not_there_is_named() =>
        Assert.Equal("no table `streets-fr`", Assert.Throws<InvalidOperationException>(() => FakeTable.Of("streets-fr")).Message);

    [Theory]
    [InlineData("firstName", "first-names", "")]
    [InlineData("lastName", "last-names", "")]
    [InlineData("city", "cities", "")]
    [InlineData("fullName", "first-names", "last-names")]
    public void Invented_values_are_entries_of_the_tables_of_their_language(string kind, string first, string second)
    {
        foreach (string language in (string[])["fr", "en"])
        {
            var heads = Entries($"{first}-{language}");
            var tails = second.Length == 0 ? [""] : Entries($"{second}-{language}");
            var transform = Cells.Create($"fake kind={kind} language={language}", FieldType.Text);
            Assert.All(Enumerable.Range(0, 500), number =>
            {
                string value = Cells.Apply(transform, $"\"person {number}\"").Trim('"');
                Assert.Contains(heads, head => value.StartsWith(head, StringComparison.Ordinal) && tails.Contains(value[head.Length..].TrimStart(' ')));
            });
        }
    }

    [Fact]
    public void Invented_addresses_are_plain_and_lead_nowhere()
    {
        var transform = Cells.Create("fake kind=email", FieldType.Text);

        Assert.All(Enumerable.Range(0, 500), number => Assert.Matches("^\"[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*@mail\\.example\"$", Cells.Apply(transform, $"\"person {number}\"")));
    }

    private static HashSet<string> Entries(string table) => [.. FakeTable.Of(table).Select(Encoding.UTF8.GetString)];
}
