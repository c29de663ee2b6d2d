using Microsoft.AspNetCore.DataProtection;
using ShareGateway.Proxy.Keys;

namespace ShareGateway.Proxy.Tests;

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
    public void A_recorded_key_that_is_gone_or_another_one_stops_the_start()
    {
        var folder = new KeyFolder(_path, _protection);
        string[] controllers = ["fr/maison-nord"], recipients = ["galerie-lumiere"];
        SortedDictionary<string, string> recorded;
        using (var keys = GatewayKeys.Open(folder, controllers, recipients, new Dictionary<string, string>(StringComparer.Ordinal)))
        {
            recorded = keys.CheckValues;
        }

        Assert.Equal(4, recorded.Count);
        Assert.Throws<KeyUnavailableException>(() => GatewayKeys.Open(
            folder, controllers, recipients, new Dictionary<string, string>(recorded, StringComparer.Ordinal) { ["recipients/galerie-lumiere"] = "00000000" }));
        File.Delete(Path.Combine(_path, "roots/fr/maison-nord/pseudonym-1.json"));
        Assert.Throws<KeyUnavailableException>(() => GatewayKeys.Open(folder, controllers, recipients, recorded));
    }

    [Fact]
    public void Keys_of_those_who_come_later_are_added_once_and_told_until_they_are_recorded()
    {
        var recorded = new Dictionary<string, string>(StringComparer.Ordinal);
        using var keys = GatewayKeys.Open(new KeyFolder(_path, _protection), ["fr/maison-nord"], ["galerie-lumiere"], recorded);
        foreach (var (name, _) in keys.Unrecorded())
        {
            keys.Recorded(name);
        }

        var before = keys.ConsentKey("fr/maison-nord");
        keys.Add(["fr/maison-nord", "fr/atelier-sud"], ["galerie-lumiere", "galerie-aurore"]);

        Assert.Same(before, keys.ConsentKey("fr/maison-nord"));
        Assert.Equal(
            ["recipients/galerie-aurore", "roots/fr/atelier-sud/audit-1", "roots/fr/atelier-sud/consent-1", "roots/fr/atelier-sud/pseudonym-1"],
            keys.Unrecorded().Select(key => key.Name));
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
