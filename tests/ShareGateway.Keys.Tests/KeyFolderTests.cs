using Microsoft.AspNetCore.DataProtection;
using ShareGateway.Keys.Storage;

namespace ShareGateway.Keys.Tests;

public sealed class KeyFolderTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("sharegateway-keys-").FullName;
    private readonly EphemeralDataProtectionProvider _protection = new();

    [Fact]
    public void A_secret_comes_back_and_is_not_on_the_disk_in_clear()
    {
        var secret = Enumerable.Range(1, 32).Select(i => (byte)i).ToArray();
        var folder = new KeyFolder(_path, _protection);

        folder.Create("roots/fr/pseudonym-1", secret);

        Assert.Equal(secret, folder.Read("roots/fr/pseudonym-1"));
        var stored = File.ReadAllText(Path.Combine(_path, "roots/fr/pseudonym-1.json"));
        Assert.DoesNotContain(Convert.ToBase64String(secret), stored, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexString(secret), stored, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_secret_is_never_replaced()
    {
        var folder = new KeyFolder(_path, _protection);
        folder.Create("a", new byte[32]);

        Assert.ThrowsAny<IOException>(() => folder.Create("a", new byte[32]));
    }

    [Fact]
    public void A_file_moved_to_another_name_or_another_ring_or_spoilt_does_not_open()
    {
        var folder = new KeyFolder(_path, _protection);
        folder.Create("recipients/a", new byte[32]);
        File.Copy(Path.Combine(_path, "recipients/a.json"), Path.Combine(_path, "recipients/b.json"));
        File.WriteAllText(Path.Combine(_path, "c.json"), "{");

        Assert.Throws<KeyUnavailableException>(() => folder.Read("recipients/b"));
        Assert.Throws<KeyUnavailableException>(() => folder.Read("c"));
        Assert.Throws<KeyUnavailableException>(() => folder.Read("nothing"));
        Assert.Throws<KeyUnavailableException>(() => new KeyFolder(_path, new EphemeralDataProtectionProvider()).Read("recipients/a"));
    }

    [Fact]
    public void Only_the_owner_reads_the_files()
    {
        new KeyFolder(_path, _protection).Create("a", new byte[32]);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_path, "a.json")));
        }
    }

    [Fact]
    public void A_secret_that_is_wrapped_again_is_the_same_and_its_old_wrapping_is_gone()
    {
        var folder = new KeyFolder(_path, _protection);
        var secret = Enumerable.Range(1, 32).Select(i => (byte)i).ToArray();
        folder.Create("recipients/a", secret);
        var before = File.ReadAllText(Path.Combine(_path, "recipients/a.json"));

        folder.Rewrap("recipients/a");

        Assert.Equal(secret, folder.Read("recipients/a"));
        Assert.NotEqual(before, File.ReadAllText(Path.Combine(_path, "recipients/a.json")));
        Assert.Equal([Path.Combine(_path, "recipients/a.json")], Directory.GetFiles(_path, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData(true)] // the new wrapping was in its place already
    [InlineData(false)]
    public void A_rewrap_that_a_crash_cut_short_is_ended_by_the_next_start(bool newIsThere)
    {
        var secret = Enumerable.Range(1, 32).Select(i => (byte)i).ToArray();
        new KeyFolder(_path, _protection).Create("a", secret);
        var path = Path.Combine(_path, "a.json");
        File.Copy(path, path + ".old");
        if (!newIsThere)
        {
            File.Delete(path);
        }

        Assert.Equal(secret, new KeyFolder(_path, _protection).Read("a"));
        Assert.Equal([path], Directory.GetFiles(_path));
    }

    [Fact]
    public void A_destroyed_secret_leaves_no_file_of_any_kind_and_its_bytes_were_overwritten_first()
    {
        var folder = new KeyFolder(_path, _protection);
        folder.Create("a", new byte[32]);
        var path = Path.Combine(_path, "a.json");
        File.Copy(path, path + ".new");
        File.Copy(path, path + ".old");
        var wrapped = File.ReadAllBytes(path);
        using var heldOpen = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete); // sees what the file's blocks hold

        folder.Destroy("a");

        Assert.Empty(Directory.GetFiles(_path));
        var left = new byte[wrapped.Length];
        heldOpen.ReadExactly(left);
        Assert.NotEqual(wrapped, left);
        Assert.Throws<KeyUnavailableException>(() => folder.Read("a"));
    }

    [Fact]
    public void Names_are_those_of_secrets_and_not_of_the_ring()
    {
        var folder = new KeyFolder(_path, _protection);
        folder.Create("roots/fr/x/pseudonym-1", new byte[32]);
        folder.Create("audit-signer", new byte[32]);
        Directory.CreateDirectory(Path.Combine(_path, "ring"));
        File.WriteAllText(Path.Combine(_path, "ring", "key.json"), "{}");

        Assert.Equal(["audit-signer", "roots/fr/x/pseudonym-1"], folder.Names());
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
