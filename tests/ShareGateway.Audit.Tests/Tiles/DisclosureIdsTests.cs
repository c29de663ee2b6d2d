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

    [Fact]
    public void Ids_of_one_segment_after_the_other_are_kept_in_the_same_memory()
    {
        const int Many = 9000;
        var disk = new MemoryDisk();
        disk.CreateFolder("/log");
        string[] names = [.. Enumerable.Range(0, Many).Select(i => $"disclosure-{i}")];
        using var before = new DisclosureIds(new LogFolder(disk, "/log"));
        AddSegments(before, 0, 5); // their files stand then, and writing them again takes no memory of the disk's
        using var ids = new DisclosureIds(new LogFolder(disk, "/log"));
        AddSegments(ids, 0, 3);

        long allocated = GC.GetAllocatedBytesForCurrentThread();
        AddSegments(ids, 3, 5);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, Many); // new lists would take 16 bytes an id and more

        void AddSegments(DisclosureIds to, int from, int end)
        {
            for (int segment = from; segment < end; segment++)
            {
                to.Begin((ulong)segment * Many, later: false);
                for (int i = 0; i < Many; i++)
                {
                    to.Add((ulong)((segment * Many) + i), names[i]);
                }
            }

            to.Begin((ulong)end * Many, later: false);
        }
    }
}
