using ShareGateway.Audit.Merkle;

namespace ShareGateway.Audit.Tests.Merkle;

public sealed class TileAddressTests
{
    [Theory]
    [InlineData(0, 0ul, 256, "tile/0/000")]
    [InlineData(0, 1234067ul, 256, "tile/0/x001/x234/067")]
    [InlineData(3, 1000ul, 112, "tile/3/x001/000.p/112")]
    [InlineData(TileAddress.Entries, 273ul, 1, "tile/entries/273.p/1")]
    [InlineData(7, ulong.MaxValue, 255, "tile/7/x018/x446/x744/x073/x709/x551/615.p/255")]
    public void A_path_names_one_tile(int level, ulong index, int width, string path)
    {
        var address = new TileAddress(level, index, width);

        Assert.Equal(path, address.ToString());
        Assert.True(TileAddress.TryParse(path, out var read));
        Assert.Equal(address, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tile")]
    [InlineData("tile/0")]
    [InlineData("tile/0/")]
    [InlineData("tile/0/0")]
    [InlineData("tile/0/1234")]
    [InlineData("tile/00/000")]
    [InlineData("tile/8/000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/0/x000/001")]
    [InlineData("tile/0/001/002")]
    [InlineData("tile/0/x001/x002")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/01")]
    [InlineData("tile/0/000.p")]
    [InlineData("tile/0/.p/5")]
    [InlineData("tile/0/x.p/5")]
    [InlineData("tile/0/../000")]
    [InlineData("tile/entries/000/")]
    [InlineData("tiles/0/000")]
    [InlineData("tile/0/x999/x999/x999/x999/x999/x999/x999/999")]
    public void Other_spellings_name_none(string path) => Assert.False(TileAddress.TryParse(path, out _));

    [Fact]
    public void A_log_of_70000_has_the_tiles_of_the_specification()
    {
        Assert.Equal(256, new TileAddress(0, 272, 0).WidthAt(70_000));
        Assert.Equal(112, new TileAddress(0, 273, 0).WidthAt(70_000));
        Assert.Equal(0, new TileAddress(0, 274, 0).WidthAt(70_000));
        Assert.Equal(256, new TileAddress(1, 0, 0).WidthAt(70_000));
        Assert.Equal(17, new TileAddress(1, 1, 0).WidthAt(70_000));
        Assert.Equal(1, new TileAddress(2, 0, 0).WidthAt(70_000));
        Assert.Equal(1, new TileAddress(1, 0, 0).WidthAt(256));
    }
}
