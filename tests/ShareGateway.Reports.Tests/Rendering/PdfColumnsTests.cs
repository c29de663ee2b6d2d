using CsCheck;
using ShareGateway.Reports.Rendering;

namespace ShareGateway.Reports.Tests.Rendering;

/// <summary>Columns on paper: all of the width, by weight, and no word broken that has room.</summary>
public sealed class PdfColumnsTests
{
    private const double Width = 480;

    [Fact]
    public void Columns_fill_the_width_and_each_has_room_for_its_longest_word_while_there_is_room_for_all() =>
        Gen.Select(Gen.Int[1, 40], Gen.Double[0.5, 3]).Array[1, 9].Sample(columns =>
        {
            double[] shares = Shares([.. columns.Select(column => (new string('x', column.Item1), column.Item2))]);

            Assert.Equal(1, shares.Sum(), 6);
            double[] needs = [.. columns.Select(column => Math.Min(0.22, (column.Item1 + 7.0) / Width))];
            Assert.True(needs.Sum() >= 1 || shares.Zip(needs).All(pair => pair.First >= pair.Second - 1e-9));
        });

    [Fact]
    public void With_room_for_all_the_weights_decide() => Assert.Equal([0.25, 0.5, 0.25], Shares([("a", 1), ("b", 2), ("c", 1)]));

    [Fact]
    public void A_word_takes_its_room_from_the_others_by_their_weights()
    {
        double[] shares = Shares([("a", 1), (new string('x', 80), 0.1), ("c", 3)]);

        Assert.Equal(87 / Width, shares[1], 6);
        Assert.Equal(3, shares[2] / shares[0], 6);
    }

    /// <summary>Every letter is a point wide.</summary>
    private static double[] Shares((string Word, double Weight)[] columns) => PdfColumns.Shares(
        new TableBlock("t", "t", [.. columns.Select(column => new ReportColumn("k", "h", column.Weight))], [[.. columns.Select(column => (Cell)column.Word)]], ""),
        Width,
        3,
        (word, _) => word.Length);
}
