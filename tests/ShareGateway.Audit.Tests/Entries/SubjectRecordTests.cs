using System.Buffers.Binary;
using System.Security.Cryptography;
using CsCheck;
using ShareGateway.Audit.Entries;

namespace ShareGateway.Audit.Tests.Entries;

public sealed class SubjectRecordTests
{
    private const int Head = 36;

    [Fact]
    public void Order_and_repetition_do_not_show() =>
        Gen.Int[0, 40].Array[0, 60].Sample(numbers =>
        {
            byte[] record = SubjectRecord.Create(numbers.Select(Sample.Person).ToArray());
            byte[] again = SubjectRecord.Create(numbers.Reverse().Concat(numbers).Select(Sample.Person).ToArray());
            return record.AsSpan(32).SequenceEqual(again.AsSpan(32))
                && BinaryPrimitives.ReadUInt32LittleEndian(record.AsSpan(32)) == numbers.Distinct().Count()
                && SubjectRecord.TryCommit(record, out var commitment) && commitment.Count == numbers.Distinct().Count();
        });

    [Fact]
    public void The_commitment_can_be_computed_by_hand()
    {
        byte[] record = SubjectRecord.Create(Sample.People(5, 2).Span);

        Assert.True(SubjectRecord.TryCommit(record, out var commitment));
        Assert.Equal(2, commitment.Count);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([.. "sgset1"u8, .. record])), commitment.Hash);
    }

    [Fact]
    public void The_same_people_commit_to_another_hash_each_time()
    {
        byte[] first = SubjectRecord.Create(Sample.People(1, 2).Span);
        byte[] second = SubjectRecord.Create(Sample.People(1, 2).Span);

        Assert.NotEqual(first[..32], second[..32]);
        Assert.NotEqual(new byte[32], first[..32]);
    }

    [Fact]
    public void Spoilt_records_commit_to_nothing()
    {
        byte[] record = SubjectRecord.Create(Sample.People(1, 2, 3).Span);
        byte[] swapped = [.. record[..Head], .. record[(Head + 16)..(Head + 32)], .. record[Head..(Head + 16)], .. record[(Head + 32)..]];
        byte[] doubled = [.. record[..(Head + 16)], .. record[Head..(Head + 16)], .. record[(Head + 32)..]];

        Assert.False(SubjectRecord.TryCommit(swapped, out _));
        Assert.False(SubjectRecord.TryCommit(doubled, out _));
        for (int length = 0; length < record.Length; length++)
        {
            Assert.False(SubjectRecord.TryCommit(record.AsSpan(0, length), out _));
        }

        Assert.False(SubjectRecord.TryCommit([.. record, 0], out _));
    }

    [Fact]
    public void Nobody_and_too_many_are_refused()
    {
        Assert.Throws<ArgumentException>(() => SubjectRecord.Create([Sample.Person(1), default]));
        Assert.Throws<ArgumentException>(() => SubjectRecord.Create(new SubjectReference[SubjectRecord.MaxSubjects + 1]));
        Assert.Throws<ArgumentException>(() => new SubjectReference(new byte[16]));
        Assert.Throws<ArgumentException>(() => new SubjectReference([1, 2, 3]));
        Assert.True(default(SubjectReference).IsNobody);
    }

    [Fact]
    public void A_reference_orders_as_its_bytes_and_never_prints_them()
    {
        var low = new SubjectReference([0, .. Enumerable.Repeat((byte)255, 15)]);
        var high = new SubjectReference([1, .. new byte[15]]);

        Assert.True(low < high && high > low && low <= high && high >= low);
        Assert.Equal("subject", high.ToString());
    }

    [Fact]
    public void A_commitment_is_read_in_its_one_spelling_and_anything_else_fits_no_record()
    {
        byte[] record = SubjectRecord.Create(Sample.People(1, 2).Span);
        Assert.True(SubjectRecord.TryCommit(record, out var commitment));
        string[] spellings = [commitment.Hash, commitment.Hash.ToUpperInvariant(), commitment.Hash[1..], commitment.Hash + "00", "g" + commitment.Hash[1..], ""];

        bool[] fits = [.. spellings.Select(text => Fits(record, text))];

        Assert.Contains(commitment.Hash, char.IsAsciiLetter);
        Assert.Equal([true, false, false, false, false, false], fits);
        Assert.False(SubjectRecord.Fits(record, 3, Read(commitment.Hash)));
    }

    private static bool Fits(byte[] record, string hex) => SubjectRecord.Fits(record, 2, Read(hex));

    private static byte[] Read(string hex)
    {
        byte[] commitment = [.. Enumerable.Repeat((byte)1, 32)];
        SubjectRecord.ReadCommitment(System.Text.Encoding.ASCII.GetBytes(hex), commitment);
        return commitment;
    }
}
