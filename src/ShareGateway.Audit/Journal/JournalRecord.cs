using System.Runtime.InteropServices;

namespace ShareGateway.Audit.Journal;

/// <summary>One batch in the journal, or, without bytes, the statement that the files stand as far as its place.</summary>
/// <param name="Epoch">Which turn of the journal wrote it, from 1.</param>
/// <param name="Ordinal">Its number within the epoch, from 0.</param>
/// <param name="Segment">First index of the segment that grows.</param>
/// <param name="Size">Entries in the log with this batch.</param>
/// <param name="EntriesAt">Where the batch begins in the segment, in bytes.</param>
/// <param name="SubjectsAt">Where its records begin in the side file.</param>
/// <param name="EntryBytes">Bytes of its entries with their frames.</param>
/// <param name="SubjectBytes">The same of its side records.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct JournalRecord(
    ulong Epoch, uint Ordinal, ulong Segment, ulong Size, long EntriesAt, long SubjectsAt, int EntryBytes, int SubjectBytes)
{
    /// <summary>Where the segment ends with this batch.</summary>
    public long EntriesEnd => EntriesAt + EntryBytes;

    /// <summary>Where the side file ends with it.</summary>
    public long SubjectsEnd => SubjectsAt + SubjectBytes;

    /// <summary>True when this is the record that an uncut journal holds behind the other.</summary>
    public bool Follows(in JournalRecord before) =>
        Epoch == before.Epoch && Ordinal == before.Ordinal + 1 && Segment == before.Segment && Size >= before.Size
        && EntriesAt == before.EntriesEnd && SubjectsAt == before.SubjectsEnd;
}
