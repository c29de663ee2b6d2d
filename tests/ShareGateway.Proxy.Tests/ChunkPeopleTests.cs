using System.Globalization;
using System.Text;
using ShareGateway.Audit.Entries;
using ShareGateway.Privacy.Keys;
using ShareGateway.Proxy.Shares;

namespace ShareGateway.Proxy.Tests;

public sealed class ChunkPeopleTests : IDisposable
{
    private readonly SubjectReferenceKey _key;
    private readonly SubjectScheme _number = new("customer-number");
    private readonly SubjectScheme _mail = new("e-mail");

    public ChunkPeopleTests()
    {
        using var root = KeyRoot.Create(1);
        _key = SubjectReferenceKey.Derive(root, "audit");
    }

    public void Dispose() => _key.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(1000)]
    public void References_made_at_once_are_those_made_one_by_one(int count)
    {
        var people = new ChunkPeople();
        var expected = new List<SubjectReference>();
        for (var i = 0; i < count; i++)
        {
            var scheme = i % 3 == 0 ? _mail : _number;
            var id = new string('x', i % 90) + i.ToString(CultureInfo.InvariantCulture); // some too long for a block of the hash
            people.Add(scheme, Encoding.UTF8.GetBytes(id));
            expected.Add(Reference(scheme, id));
        }

        Assert.Equal(count, people.Count);
        Assert.Equal(expected.Order(), References(people).Order());
        Assert.Equal(0, people.Count);
        Assert.Empty(References(people));
    }

    [Fact]
    public void A_later_part_of_a_chunk_belongs_to_the_earlier_one()
    {
        var (first, later) = (new ChunkPeople(), new ChunkPeople());
        first.Add(_number, "1"u8);
        later.Add(_mail, "a@people.example"u8);
        later.Add(_number, "2"u8);
        var whole = new GatedChunk(first, null).And(new GatedChunk(later, DateTimeOffset.UnixEpoch)).And(default);

        Assert.Equal(0, later.Count);
        Assert.Equal(DateTimeOffset.UnixEpoch, whole.DecidedSince);
        Assert.Equal(
            new[] { Reference(_number, "1"), Reference(_mail, "a@people.example"), Reference(_number, "2") }.Order(),
            References(whole.People!).Order());
    }

    [Fact]
    public void The_first_question_of_a_chunk_dates_it()
    {
        var (early, late) = (DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddMinutes(1));

        Assert.Equal(early, new GatedChunk(new(), early).And(new(new(), late)).DecidedSince);
        Assert.Equal(late, default(GatedChunk).And(new(new(), late)).DecidedSince);
    }

    private SubjectReference[] References(ChunkPeople people)
    {
        var references = new SubjectReference[people.Count];
        people.TakeReferences(_key, references);
        return references;
    }

    private SubjectReference Reference(SubjectScheme scheme, string id)
    {
        Span<byte> bytes = stackalloc byte[SubjectReferenceKey.ReferenceBytes];
        _key.Write(scheme, Encoding.UTF8.GetBytes(id), bytes);
        return new(bytes);
    }
}
