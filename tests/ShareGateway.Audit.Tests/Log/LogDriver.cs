using System.Buffers;
using Microsoft.Extensions.Time.Testing;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Disk;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Frames;
using ShareGateway.Audit.Log;
using ShareGateway.Audit.Tests.Disk;
using ShareGateway.Audit.Verification;

namespace ShareGateway.Audit.Tests.Log;

/// <summary>Opens logs, fills them and looks at what stands.</summary>
internal static class LogDriver
{
    public static async Task<AuditLog> OpenAsync(IAuditDisk disk, FakeTimeProvider? clock = null, long segmentBytes = 64 << 20, long journalBytes = 16 << 10)
    {
        // The signer stays open as long as the log; tests do not care to clear an invented key.
        AuditSigner signer = Sample.Signer();
        return await AuditLog.OpenAsync(Sample.Options(segmentBytes: segmentBytes, journalBytes: journalBytes), signer, clock ?? Sample.Clock(), disk);
    }

    /// <summary>Opens what a crash left, and gives what stands in it.</summary>
    public static async Task<List<AuditEntryView>> ReplayAsync(IAuditDisk disk)
    {
        var views = new List<AuditEntryView>();
        using var signer = Sample.Signer();
        await using var log = await AuditLog.OpenAsync(Sample.Options(), signer, Sample.Clock(), disk, views.Add);
        return views;
    }

    /// <summary>Stores disclosures of three people each, closed ones, beginning with a number.</summary>
    public static async Task FillAsync(AuditLog log, int count, int first = 0)
    {
        for (int i = first; i < first + count; i++)
        {
            await log.AppendAsync(Sample.Disclosure(Sample.Id(i)), Sample.People(i, i + 1, i + 2));
            await log.AppendAsync(Sample.Closing(Sample.Id(i)));
        }
    }

    public static AuditReport Verify(MemoryDisk disk, AuditVerifierOptions? options = null)
    {
        using var folder = new TemporaryFolder();
        disk.SaveTo(folder.Path);
        return AuditVerifier.Verify(folder.Path, options);
    }

    /// <summary>A file of the given entries, with indexes and checksums that fit.</summary>
    public static byte[] Reframed(IEnumerable<byte[]> entries)
    {
        var output = new ArrayBufferWriter<byte>();
        ulong index = 0;
        foreach (byte[] entry in entries)
        {
            FrameFormat.Write(output, index++, entry);
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>Bytes of each frame of a file, back to back in the file.</summary>
    public static List<byte[]> Frames(byte[] file)
    {
        var frames = new List<byte[]>();
        for (int at = 0; at < file.Length;)
        {
            int length = 16 + (int)BitConverter.ToUInt32(file, at);
            frames.Add(file[at..(at + length)]);
            at += length;
        }

        return frames;
    }
}
