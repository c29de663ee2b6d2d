using Microsoft.AspNetCore.DataProtection;
using ShareGateway.Keys.Storage;

namespace ShareGateway.Keys.Tests;

/// <summary>A key folder whose disk dies before each of its steps, one after the other, and what the next start finds.</summary>
public sealed class KeyFolderFaultTests : IDisposable
{
    private const string Name = "roots/fr/maison-nord/pseudonym-1";
    private const int EnoughSteps = 40;
    private static readonly byte[] Secret = [.. Enumerable.Range(1, KeyFolder.SecretBytes).Select(i => (byte)i)];
    private readonly string _path = Directory.CreateTempSubdirectory("sharegateway-keys-").FullName;
    private readonly EphemeralDataProtectionProvider _protection = new();

    [Fact]
    public void A_new_secret_is_there_whole_or_not_at_all_and_can_then_be_made()
    {
        EachFault(folder: "", folder => folder.Create(Name, Secret), afterwards =>
        {
            if (!afterwards.Contains(Name))
            {
                afterwards.Create(Name, Secret);
            }

            Assert.Equal(Secret, afterwards.Read(Name));
        });
    }

    [Fact]
    public void A_secret_that_is_wrapped_again_is_never_lost_and_leaves_one_wrapping()
    {
        EachFault(Made(), folder => folder.Rewrap(Name), afterwards =>
        {
            Assert.Equal(Secret, afterwards.Read(Name));
            afterwards.Rewrap(Name);
            Assert.Equal(Secret, afterwards.Read(Name));
        });
    }

    [Fact]
    public void A_start_that_ends_a_rewrap_may_die_too()
    {
        var made = Made();
        var path = Path.Combine(made, Name + ".json");
        File.Copy(path, path + ".old");

        EachFault(made, _ => { }, afterwards => Assert.Equal(Secret, afterwards.Read(Name)));
    }

    [Fact]
    public void A_destruction_that_failed_can_be_ended_and_leaves_nothing()
    {
        EachFault(Made(), folder => folder.Destroy(Name), afterwards => afterwards.Destroy(Name), isLeft: false);
    }

    [Fact]
    public void Bytes_are_on_the_medium_before_their_name_and_names_before_anything_is_overwritten()
    {
        var disk = new FailingKeyDisk();
        var folder = new KeyFolder(Path.Combine(_path, "steps"), _protection, disk);

        folder.Create("roots/a", Secret);
        string[] created = [.. disk.Steps];
        disk.Steps.Clear();
        folder.Rewrap("roots/a");
        string[] wrapped = [.. disk.Steps];
        disk.Steps.Clear();
        folder.Destroy("roots/a");

        Assert.Equal(["create folder", "create folder", "sync folder", "write", "sync", "move", "sync folder"], created);
        Assert.Equal(["write", "sync", "move", "move", "sync folder", "overwrite", "sync", "delete", "sync folder"], wrapped);
        Assert.Equal(["overwrite", "sync", "delete", "sync folder"], disk.Steps);
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);

    private string Made()
    {
        var made = Path.Combine(_path, "made");
        new KeyFolder(made, _protection).Create(Name, Secret);
        return made;
    }

    private void EachFault(string folder, Action<KeyFolder> what, Action<KeyFolder> afterwards, bool isLeft = true)
    {
        for (var at = 0; at < EnoughSteps; at++)
        {
            var copy = Path.Combine(_path, $"copy-{at}");
            CopyAll(folder, copy);
            var hasFailed = Fails(() => what(new KeyFolder(copy, _protection, new FailingKeyDisk(at))));

            afterwards(new KeyFolder(copy, _protection));

            Assert.Equal(isLeft ? [Path.Combine(copy, Name + ".json")] : [], Directory.GetFiles(copy, "*", SearchOption.AllDirectories));
            if (!hasFailed)
            {
                Assert.True(at > 2);
                return;
            }
        }

        Assert.Fail("more steps than expected");
    }

    private static bool Fails(Action what)
    {
        try
        {
            what();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static void CopyAll(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.Length == 0 ? [] : Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
