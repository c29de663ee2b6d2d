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
    [InlineData(FieldType.Text, "\"\"")]
    [InlineData(FieldType.Integer, "null")]
    [InlineData(FieldType.Number, "null")]
    [InlineData(FieldType.Boolean, "null")]
    [InlineData(FieldType.Date, "null")]
    [InlineData(FieldType.Timestamp, "null")]
    public void Blank_is_the_same_for_every_cell(FieldType type, string blank)
    {
        string[] cells = ["\"C-42\"", "\"\"", "42", "-1.5", "true", "false", "null", "\"2026-10-31\""];

        Assert.All(cells, cell => Assert.Equal(blank, Cells.Apply("blank", type, cell)));
    }

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
