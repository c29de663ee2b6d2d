using ShareGateway.Privacy.Keys;

namespace ShareGateway.Privacy.Tests.Keys;

public sealed class SubjectReferenceKeyTests
{
    [Fact]
    public void A_prepared_scheme_gives_what_its_name_gives()
    {
        using var root = TestKeys.Root();
        using var key = SubjectReferenceKey.Derive(root, "audit");
        byte[] byName = new byte[16];
        byte[] prepared = new byte[16];

        key.Write("customer", "C-1"u8, byName);
        key.Write(new SubjectScheme("customer"), "C-1"u8, prepared);

        Assert.Equal(byName, prepared);
    }

    [Fact]
    public void Scheme_and_id_cannot_be_cut_elsewhere()
    {
        using var root = TestKeys.Root();
        using var key = SubjectReferenceKey.Derive(root, "audit");
        byte[] one = new byte[16];
        byte[] other = new byte[16];

        key.Write("ab", "c"u8, one);
        key.Write("a", "bc"u8, other);

        Assert.NotEqual(one, other);
    }

    [Fact]
    public void Only_sixteen_bytes_are_written()
    {
        using var root = TestKeys.Root();
        using var key = SubjectReferenceKey.Derive(root, "consent");
        byte[] room = new byte[20];

        key.Write("customer", "C-1"u8, room);

        Assert.Equal(new byte[4], room[16..]);
        Assert.Contains(room[..16], value => value != 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("pseudonym")]
    [InlineData("Audit")]
    public void Only_audit_and_consent_have_references(string use)
    {
        using var root = TestKeys.Root();

        Assert.Throws<ArgumentException>(() => SubjectReferenceKey.Derive(root, use));
    }

    [Fact]
    public void No_id_no_scheme_or_no_room_is_refused()
    {
        using var root = TestKeys.Root();
        using var key = SubjectReferenceKey.Derive(root, "audit");

        Assert.Throws<ArgumentException>(() => key.Write("customer", [], new byte[16]));
        Assert.Throws<ArgumentException>(() => key.Write("", "C-1"u8, new byte[16]));
        Assert.Throws<ArgumentException>(() => key.Write("customer", "C-1"u8, new byte[15]));
    }

    [Fact]
    public void A_disposed_key_writes_nothing()
    {
        using var root = TestKeys.Root();
        var key = SubjectReferenceKey.Derive(root, "audit");
        key.Dispose();

        Assert.Throws<ObjectDisposedException>(() => key.Write("customer", "C-1"u8, new byte[16]));
    }
}
