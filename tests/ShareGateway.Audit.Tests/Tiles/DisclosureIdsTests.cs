using ShareGateway.Audit.Disk;
using ShareGateway.Audit.Frames;
using ShareGateway.Audit.Tests.Disk;
using ShareGateway.Audit.Tiles;

namespace ShareGateway.Audit.Tests.Tiles;

public sealed class DisclosureIdsTests
{
    [Fact]
    public void Ids_are_found_in_segments_of_any_number_of_them_and_in_no_other()
    {
        var disk = new MemoryDisk();
        disk.CreateFolder("/log");
        var folder = new LogFolder(disk, "/log");
        using var ids = new DisclosureIds(folder);
        int[] counts = [3, 9000, 0, 4096, 4097, 1, 5000]; // entries of each segment; files are written in pieces of 4,096
        ulong first = 1000;
        ids.Begin(first, later: false);
        var places = new Dictionary<string, ulong>(StringComparer.Ordinal);
        foreach (int count in counts)
        {
            _ = folder.OpenAppend(LogFiles.Entries(first));
            for (int i = 0; i < count; i++)
            {
                string id = $"disclosure-{first + (ulong)i}";
                places.Add(id, first + (ulong)i);
                ids.Add(first + (ulong)i, id);
            }

            first += (ulong)count + 1;
            ids.Begin(first, later: false);
        }

        foreach (var (id, place) in places.Where((_, i) => i % 97 == 0 || i < 4).Concat(places.TakeLast(3)))
        {
            Assert.Equal([place], ids.Find(id));
        }

        Assert.Empty(ids.Find("disclosure-999"));
        Assert.Empty(ids.Find("disclosure-1003"));
    }
}
