using System.Runtime.CompilerServices;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Merkle;

namespace ShareGateway.Audit.Log;

/// <summary>An entry on its way to the disk, already in its stored form: all that can be done before the index is known.</summary>
internal sealed class PendingEntry
{
    /// <summary>Wakes the writer and is not written.</summary>
    public static readonly PendingEntry Wake = new([], null, 0, null);

    private readonly TaskCompletionSource<AuditReceipt> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LeafHash _leaf;

    private PendingEntry(byte[] entry, byte[]? subjects, long time, string? disclosureId)
    {
        (Entry, Subjects, Time, DisclosureId) = (entry, subjects, time, disclosureId);
        TreeHasher.Leaf(Entry, _leaf);
    }

    public byte[] Entry { get; }

    /// <summary>The side file's record; null for kinds that name no people.</summary>
    public byte[]? Subjects { get; }

    /// <summary>The time that stands in the entry, in microseconds since 1970.</summary>
    public long Time { get; private set; }

    /// <summary>Of a disclosure; null for other kinds.</summary>
    public string? DisclosureId { get; }

    /// <summary>Set by the writer, just before it writes.</summary>
    public ulong Index { get; set; }

    /// <summary>The entry's hash as a leaf of the tree: worked out by whoever brings the entry, so that the one writer need not.</summary>
    public ReadOnlySpan<byte> Leaf => _leaf;

    public Task<AuditReceipt> Done => _done.Task;

    public static PendingEntry Create(AuditEntry entry, ReadOnlySpan<SubjectReference> subjects, DateTimeOffset time, string node)
    {
        long micros = (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        if (entry is DisclosureEntry disclosure)
        {
            // Also for nobody: a chunk without people then looks like any other.
            byte[] record = SubjectRecord.Create(subjects);
            _ = SubjectRecord.TryCommit(record, out var commitment);
            return new PendingEntry(EntryCodec.Encode(entry, time, node, commitment), record, micros, disclosure.DisclosureId);
        }

        return subjects.IsEmpty
            ? new PendingEntry(EntryCodec.Encode(entry, time, node, SubjectCommitment.None), null, micros, null)
            : throw new ArgumentException("expected subjects with a disclosure only", nameof(subjects));
    }

    /// <summary>Puts a later time in the place of the entry's own.</summary>
    public void SetTime(long micros)
    {
        EntryCodec.SetTime(Entry, micros);
        TreeHasher.Leaf(Entry, _leaf);
        Time = micros;
    }

    public void Complete() => _done.TrySetResult(new AuditReceipt(Index));

    public void Fail(AuditUnavailableException reason) => _done.TrySetException(reason);

    [InlineArray(TreeHasher.HashBytes)]
    private struct LeafHash
    {
        private byte _first;
    }
}
