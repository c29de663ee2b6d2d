using ShareGateway.Proxy.Policies.Folder;

namespace ShareGateway.Proxy.Tests.Policies;

public sealed class FolderStampTests : IDisposable
{
    private static readonly DateTime Noon = new(2026, 11, 3, 12, 0, 0, DateTimeKind.Utc);
    private readonly string _root = Directory.CreateTempSubdirectory("sharegateway-stamp-").FullName;

    public FolderStampTests()
    {
        Write("fr/guardrail.yaml", "version: 1\n");
        Write("guardrail.yaml", "version: 1\n");
    }

    public static TheoryData<string, Action<string>> Changes => new()
    {
        { "another size", root => Write(root, "fr/guardrail.yaml", "version: 10\n", Noon) },
        { "another time", root => File.SetLastWriteTimeUtc(Path.Combine(root, "fr/guardrail.yaml"), Noon.AddMilliseconds(1)) },
        { "a new file", root => Write(root, "fr/other.yaml", "", Noon) },
        { "a hidden file", root => Write(root, ".other.yaml", "", Noon) },
        { "a new folder", root => Directory.CreateDirectory(Path.Combine(root, "de")) },
        { "a file gone", root => File.Delete(Path.Combine(root, "guardrail.yaml")) },
        { "another name", root => File.Move(Path.Combine(root, "guardrail.yaml"), Path.Combine(root, "guardrails.yaml")) },
        { "the folder gone", root => Directory.Delete(root, recursive: true) },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_shows(string what, Action<string> change)
    {
        var before = FolderStamp.Of(_root);
        Assert.Equal(before, FolderStamp.Of(_root));

        change(_root);

        Assert.True(before != FolderStamp.Of(_root), what);
        Directory.CreateDirectory(_root);
    }

    [Fact]
    public void A_link_shows_where_it_leads_and_is_not_walked()
    {
        var (data, loop) = (Path.Combine(_root, "..data"), Path.Combine(_root, "fr", "loop"));
        Directory.CreateSymbolicLink(loop, _root);
        Directory.CreateSymbolicLink(data, "fr");
        var before = FolderStamp.Of(_root);

        Directory.Delete(data);
        Directory.CreateSymbolicLink(data, "de");

        Assert.NotEqual(before, FolderStamp.Of(_root));
    }

    [Fact]
    public void A_folder_that_is_a_link_itself_shows_when_it_is_turned()
    {
        var (one, other, link) = (Path.Combine(_root, "one"), Path.Combine(_root, "other"), Path.Combine(_root, "current"));
        Directory.CreateDirectory(one);
        Directory.CreateDirectory(other);
        Directory.CreateSymbolicLink(link, one);
        var before = FolderStamp.Of(link);

        Directory.Delete(link);
        Directory.CreateSymbolicLink(link, other);

        Assert.NotEqual(before, FolderStamp.Of(link));
    }

    [Theory]
    [InlineData(".git/index.lock", null, true)]
    [InlineData(".git/index", null, false)]
    [InlineData("elsewhere/index.lock", "gitdir: elsewhere\n", true)]
    [InlineData("elsewhere/index", "gitdir: elsewhere\n", false)]
    [InlineData("index.lock", null, false)]
    [InlineData("elsewhere/index.lock", "elsewhere\n", false)]
    public void Git_is_at_work_while_the_checkout_around_the_folder_has_a_lock(string file, string? points, bool expected)
    {
        Write(file, "");
        if (points is not null)
        {
            Write(".git", points);
        }

        Assert.Equal(expected, GitCheckout.IsAtWork(Path.Combine(_root, "fr")));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private void Write(string file, string text) => Write(_root, file, text, Noon);

    private static void Write(string root, string file, string text, DateTime at)
    {
        var path = Path.Combine(root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        File.SetLastWriteTimeUtc(path, at);
    }
}
