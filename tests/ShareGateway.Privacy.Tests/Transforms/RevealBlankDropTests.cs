using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Privacy.Tests.Transforms;

public sealed class RevealBlankDropTests
{
    [Theory]
    [InlineData(FieldType.Text, "\" \u00c9lodie \"")]
    [InlineData(FieldType.Text, "\"\"")]
    [InlineData(FieldType.Integer, "-42")]
    [InlineData(FieldType.Number, "1.50e+2")]
    [InlineData(FieldType.Boolean, "true")]
    [InlineData(FieldType.Boolean, "false")]
    [InlineData(FieldType.Date, "\"2026-10-31\"")]
    [InlineData(FieldType.Timestamp, "\"2026-10-31T09:30:00.000Z\"")]
    [InlineData(FieldType.Text, "null")]
    public void Revealed_values_come_as_they_are_to_the_byte(FieldType type, string value) =>
        Assert.Equal(value, Cells.Apply("reveal", type, value));

    [Theory]
    [InlineData(FieldType.Text, "42")]
    [InlineData(FieldType.Integer, "\"42\"")]
    [InlineData(FieldType.Integer, "42.5")]
    [InlineData(FieldType.Boolean, "0")]
    [InlineData(FieldType.Date, "\"born in 1970, Lyon\"")]
    [InlineData(FieldType.Timestamp, "\"2026-10-31\"")]
    [InlineData(FieldType.Text, "none")]
    public void A_value_that_the_contract_does_not_declare_is_not_revealed(FieldType type, string value) =>
        Assert.Equal(Cells.Failed, Cells.Apply("reveal", type, value));

    [Theory]
    [InlineData(FieldType.Text, "\"\"", "\"C-42\"", "\"\"", "null")]
    [InlineData(FieldType.Integer, "null", "42", "-7", "null")]
    [InlineData(FieldType.Number, "null", "42", "-1.5", "null")]
    [InlineData(FieldType.Boolean, "null", "true", "false", "null")]
    [InlineData(FieldType.Date, "null", "\"2026-10-31\"", "null")]
    [InlineData(FieldType.Timestamp, "null", "\"2026-10-31T09:30:00Z\"", "null")]
    public void Blank_is_the_same_for_every_cell_of_its_type(FieldType type, string blank, params string[] cells) =>
        Assert.All(cells, cell => Assert.Equal(blank, Cells.Apply("blank", type, cell)));

    [Theory]
    [InlineData("blank", FieldType.Text, "42")]
    [InlineData("blank", FieldType.Integer, "\"C-42\"")]
    [InlineData("constant value=withheld", FieldType.Text, "true")]
    [InlineData("constant value=0", FieldType.Number, "\"0\"")]
    [InlineData("typeName", FieldType.Date, "\"born in 1970, Lyon\"")]
    public void What_says_nothing_still_fails_on_a_value_of_another_type(string spec, FieldType type, string value) => Assert.Equal(Cells.Failed, Cells.Apply(spec, type, value));

    [Fact]
    public void Only_reveal_reveals_and_only_drop_drops()
    {
        var built = TransformCatalogue.All
            .Select(definition => (definition.Name, Way: CellContractTests.Ways.First(way => Cells.Spec(way.Data.Item1).Name == definition.Name).Data))
            .Select(one => (one.Name, Transform: Cells.Create(one.Way.Item1, one.Way.Item2, one.Way.Item3)))
            .ToArray();

        Assert.Equal(["reveal"], built.Where(one => one.Transform.Reveals).Select(one => one.Name));
        Assert.Equal(["drop"], built.Where(one => one.Transform.Drops).Select(one => one.Name));
    }

    [Fact]
    public void Drop_delivers_nothing_even_when_asked() =>
        Assert.Equal(Cells.Failed, Cells.Apply("drop", FieldType.Text, "\"C-42\""));
}
