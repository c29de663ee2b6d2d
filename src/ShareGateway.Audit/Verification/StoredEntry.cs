using ShareGateway.Audit.Entries;

namespace ShareGateway.Audit.Verification;

/// <summary>An entry with the bytes that the log's tree is made of, and the record of its people.</summary>
/// <param name="View">What it says.</param>
/// <param name="Bytes">The stored bytes: MerkleProofs.LeafHash of them is the leaf.</param>
/// <param name="SideRecord">The side file's record, which fits the entry's commitment; empty when the file was erased, or for a kind that names nobody.</param>
public sealed record StoredEntry(AuditEntryView View, ReadOnlyMemory<byte> Bytes, ReadOnlyMemory<byte> SideRecord)
{
    /// <summary>32 random bytes without which nobody can test the commitment; empty without a side record.</summary>
    public ReadOnlyMemory<byte> Nonce => SideRecord.IsEmpty ? default : SideRecord[..SubjectRecord.NonceBytes];

    /// <summary>References of 16 bytes, back to back, rising, none twice; empty without a side record.</summary>
    public ReadOnlyMemory<byte> References => SideRecord.IsEmpty ? default : SideRecord[SubjectRecord.HeadBytes..];
}
