using System.Runtime.InteropServices;
using ShareGateway.Audit.Frames;
using ShareGateway.Audit.Journal;

namespace ShareGateway.Audit.Verification;

/// <summary>From where on the journal of a log holds what belongs into its last segment: after a power cut the files may be damaged there, and the next start mends them.</summary>
/// <param name="Entries">From which byte of the segment on; beyond any file when from nowhere.</param>
/// <param name="EntriesEnd">Where it says that the segment ends: what stands behind was never acknowledged.</param>
/// <param name="Subjects">From which byte of the side file on.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct JournalReach(long Entries, long EntriesEnd, long Subjects)
{
    /// <summary>No journal helps.</summary>
    public static JournalReach None => new(long.MaxValue, long.MaxValue, long.MaxValue);

    /// <summary>Looks into the journal of a folder. One that cannot be read, or is being written at this moment, helps with nothing.</summary>
    public static JournalReach Of(string folder, ulong segment)
    {
        try
        {
            using var stream = LogReading.Open(Path.Combine(folder, LogFiles.Journal));
            var journal = JournalContent.Read(stream);
            return !journal.IsEmpty && journal.DamagedAt is null && journal.Last.Segment == segment ? new(journal.First.EntriesAt, journal.Last.EntriesEnd, journal.First.SubjectsAt) : None;
        }
        catch (FileNotFoundException)
        {
            return None;
        }
    }
}
