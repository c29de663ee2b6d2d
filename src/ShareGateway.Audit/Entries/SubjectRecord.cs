using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using ShareGateway.Audit.Merkle;

namespace ShareGateway.Audit.Entries;

/// <summary>
/// What the side file holds for one disclosure: nonce (32 bytes) | u32 n, little-endian | n references in rising order. The entry
/// commits to it with SHA-256("sgset1" ‖ record): without the nonce nobody can test whether a person is in the set.
/// </summary>
internal static class SubjectRecord
{
    public const int MaxSubjects = 1 << 20;
    public const int MaxBytes = HeadBytes + (MaxSubjects * SubjectReference.Length);

    public const int NonceBytes = 32;
    public const int HeadBytes = NonceBytes + sizeof(uint);

    /// <summary>Sorts, drops those given twice and draws a nonce.</summary>
    /// <exception cref="ArgumentException">Too many, or one is <c>default</c>.</exception>
    public static byte[] Create(ReadOnlySpan<SubjectReference> subjects)
    {
        if (subjects.Length > MaxSubjects)
        {
            throw new ArgumentException($"expected at most {MaxSubjects} subjects, got {subjects.Length}", nameof(subjects));
        }

        var sorted = SubjectOrder.Sorted(subjects);
        if (sorted.Length > 0 && sorted[0].IsNobody)
        {
            throw new ArgumentException("expected references to people, got `default`", nameof(subjects));
        }

        byte[] record = new byte[HeadBytes + (sorted.Length * SubjectReference.Length)];
        RandomDraw.Fill(record.AsSpan(0, NonceBytes));
        int count = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
            {
                sorted[i].CopyTo(record.AsSpan(HeadBytes + (count++ * SubjectReference.Length)));
            }
        }

        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(NonceBytes), (uint)count);
        return record[..(HeadBytes + (count * SubjectReference.Length))];
    }

    /// <summary>What an entry must say of this record.</summary>
    /// <returns>False when the bytes are no record: a count that does not fit, or references out of order.</returns>
    public static bool TryCommit(ReadOnlySpan<byte> record, out SubjectCommitment commitment)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        bool sound = TryHash(record, out int count, hash);
        commitment = sound ? new SubjectCommitment(count, Convert.ToHexStringLower(hash)) : SubjectCommitment.None;
        return sound;
    }

    /// <summary>Tells whether a record is the one that an entry commits to. Allocates nothing.</summary>
    /// <param name="record">The bytes of the record.</param>
    /// <param name="count">People, as the entry says.</param>
    /// <param name="commitment">The entry's commitment: 32 bytes.</param>
    public static bool Fits(ReadOnlySpan<byte> record, int count, ReadOnlySpan<byte> commitment)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        return TryHash(record, out int found, hash) && found == count && commitment.SequenceEqual(hash);
    }

    /// <summary>Reads a commitment as it stands in an entry: lower-case hex in ASCII.</summary>
    /// <param name="hex">64 digits.</param>
    /// <param name="commitment">32 bytes; zeros, which no record fits, when that is no commitment.</param>
    public static void ReadCommitment(ReadOnlySpan<byte> hex, Span<byte> commitment)
    {
        bool read = hex.Length == 2 * SHA256.HashSizeInBytes && !hex.ContainsAnyInRange((byte)'A', (byte)'F')
            && Convert.FromHexString(hex, commitment, out _, out _) == OperationStatus.Done;
        if (!read)
        {
            commitment.Clear();
        }
    }

    private static bool TryHash(ReadOnlySpan<byte> record, out int count, Span<byte> hash)
    {
        count = 0;
        if (record.Length < HeadBytes)
        {
            return false;
        }

        uint stated = BinaryPrimitives.ReadUInt32LittleEndian(record[NonceBytes..]);
        var references = record[HeadBytes..];
        if ((ulong)references.Length != (ulong)stated * SubjectReference.Length || !Rises(references))
        {
            return false;
        }

        count = (int)stated;
        Sha256.Hash("sgset1"u8, record, hash);
        return true;
    }

    /// <summary>The references of a record that <see cref="TryCommit"/> accepts.</summary>
    public static SubjectReference[] SubjectsOf(ReadOnlySpan<byte> record)
    {
        var subjects = new SubjectReference[(record.Length - HeadBytes) / SubjectReference.Length];
        for (int i = 0; i < subjects.Length; i++)
        {
            subjects[i] = new SubjectReference(record.Slice(HeadBytes + (i * SubjectReference.Length), SubjectReference.Length));
        }

        return subjects;
    }

    private static bool Rises(ReadOnlySpan<byte> references)
    {
        for (; references.Length > SubjectReference.Length; references = references[SubjectReference.Length..])
        {
            if (references[..SubjectReference.Length].SequenceCompareTo(references.Slice(SubjectReference.Length, SubjectReference.Length)) >= 0)
            {
                return false;
            }
        }

        return true;
    }
}
