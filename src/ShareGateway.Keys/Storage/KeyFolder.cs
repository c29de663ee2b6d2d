using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace ShareGateway.Keys.Storage;

/// <summary>
/// The folder of wrapped secrets: roots by controller, use and epoch, one secret per recipient, the log's signing seed. Each file holds one
/// secret, wrapped by the Data Protection ring for its own name, so that a file moved to another name does not open.
/// </summary>
public sealed class KeyFolder
{
    /// <summary>Bytes of a secret: the full strength of HMAC-SHA256.</summary>
    public const int SecretBytes = 32;

    private const string Extension = ".json";
    private const string Aside = ".new"; // a wrapping that is not in its place yet
    private const string Replaced = ".old"; // what a re-wrap took the place of, until it is overwritten
    private readonly string _directory;
    private readonly IDataProtectionProvider _protection;
    private readonly KeyDisk _disk;

    /// <summary>Opens the folder, made when missing; ends a re-wrap that was cut short.</summary>
    /// <param name="directory">The folder; <see cref="Of"/> names the one of a data folder.</param>
    /// <param name="protection">Wraps and unwraps.</param>
    public KeyFolder(string directory, IDataProtectionProvider protection)
        : this(directory, protection, new KeyDisk())
    {
    }

    /// <summary>As the other, on a disk of which tests let calls fail.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="protection">Wraps and unwraps.</param>
    /// <param name="disk">Makes every change.</param>
    internal KeyFolder(string directory, IDataProtectionProvider protection, KeyDisk disk)
    {
        (_directory, _protection, _disk) = (Path.GetFullPath(directory), protection, disk);
        _disk.CreateFolder(_directory);
        foreach (var left in Directory.EnumerateFiles(_directory, "*" + Replaced, SearchOption.AllDirectories).ToArray())
        {
            EndReplacing(left);
        }
    }

    /// <summary>The key folder of a gateway's data folder.</summary>
    /// <param name="dataDirectory">The data folder.</param>
    /// <param name="protection">Its ring.</param>
    public static KeyFolder Of(string dataDirectory, IDataProtectionProvider protection) => new(Path.Combine(dataDirectory, "keys"), protection);

    /// <summary>True when a secret of this name is kept here.</summary>
    /// <param name="name">The secret's name.</param>
    public bool Contains(string name) => File.Exists(PathOf(name));

    /// <summary>Names of all secrets that are kept here, in ordinal order.</summary>
    public IReadOnlyList<string> Names() =>
    [
        .. Directory.EnumerateFiles(_directory, "*" + Extension, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(_directory, path).Replace('\\', '/')[..^Extension.Length])
            .Where(name => !name.StartsWith("ring/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Unwraps a secret; the caller zeroes it.</summary>
    /// <param name="name">The secret's name.</param>
    /// <returns>32 bytes.</returns>
    /// <exception cref="KeyUnavailableException">The file is missing, altered, or wrapped by a ring that is not here.</exception>
    public byte[] Read(string name)
    {
        try
        {
            var file = JsonSerializer.Deserialize(File.ReadAllBytes(PathOf(name)), KeyFileJson.Default.KeyFile);
            var secret = Protector(name).Unprotect(Convert.FromBase64String(file?.Wrapped ?? ""));
            return secret.Length == SecretBytes ? secret : throw new KeyUnavailableException(name, "has the wrong length");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or FormatException or CryptographicException)
        {
            throw new KeyUnavailableException(name, "cannot be unwrapped", exception);
        }
    }

    /// <summary>Keeps a new secret; never replaces one. Durable when it returns.</summary>
    /// <param name="name">The secret's name.</param>
    /// <param name="secret">32 bytes; the caller zeroes them.</param>
    /// <exception cref="IOException">The name is taken, or the disk refuses.</exception>
    public void Create(string name, ReadOnlySpan<byte> secret)
    {
        var path = PathOf(name);
        CreateFolderOf(path);
        _disk.Move(WriteAside(name, path, secret), path);
        _disk.SyncFolder(FolderOf(path));
    }

    /// <summary>Wraps a secret again, by the ring's newest key, and overwrites the old wrapping: so that keys of the ring may go one day.</summary>
    /// <param name="name">The secret's name.</param>
    /// <exception cref="KeyUnavailableException">It cannot be unwrapped.</exception>
    /// <exception cref="IOException">The disk refuses; the secret is still there.</exception>
    public void Rewrap(string name)
    {
        var path = PathOf(name);
        var secret = Read(name);
        try
        {
            var aside = WriteAside(name, path, secret);
            _disk.Move(path, path + Replaced);
            _disk.Move(aside, path);
            _disk.SyncFolder(FolderOf(path)); // else a power cut could bring the old name back, to bytes that are overwritten by then
            _disk.Shred(path + Replaced);
            _disk.SyncFolder(FolderOf(path));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>
    /// Overwrites and deletes every copy of a secret in this folder, on the medium when it returns. Nobody can bring it back from here; copies in backups, in an escrow file, or in
    /// blocks that the disk has put elsewhere are the operator's to destroy.
    /// </summary>
    /// <param name="name">The secret's name; one that is not here is no error.</param>
    /// <exception cref="IOException">The disk refuses.</exception>
    public void Destroy(string name)
    {
        var path = PathOf(name);
        foreach (var copy in new[] { path, path + Aside, path + Replaced }.Where(File.Exists))
        {
            _disk.Shred(copy);
            _disk.SyncFolder(FolderOf(path));
        }
    }

    /// <summary>A crash left the old wrapping: it goes when the new one is in its place, and comes back when it is not.</summary>
    private void EndReplacing(string old)
    {
        var path = old[..^Replaced.Length];
        if (File.Exists(path))
        {
            _disk.SyncFolder(FolderOf(path)); // the new name may not be on the medium yet
            _disk.Shred(old);
        }
        else
        {
            _disk.Move(old, path);
        }

        _disk.SyncFolder(FolderOf(path));
    }

    private string WriteAside(string name, string path, ReadOnlySpan<byte> secret)
    {
        var copy = secret.ToArray();
        try
        {
            var file = new KeyFile(1, name, Convert.ToBase64String(Protector(name).Protect(copy)));
            _disk.Write(path + Aside, JsonSerializer.SerializeToUtf8Bytes(file, KeyFileJson.Default.KeyFile));
            return path + Aside;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(copy);
        }
    }

    /// <summary>Makes the folders of a name; each of them is on the medium when its file is.</summary>
    private void CreateFolderOf(string path)
    {
        var missing = new Stack<string>();
        for (var folder = FolderOf(path); !Directory.Exists(folder); folder = FolderOf(folder))
        {
            missing.Push(folder);
        }

        foreach (var folder in missing)
        {
            _disk.CreateFolder(folder);
            _disk.SyncFolder(FolderOf(folder));
        }
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(path)!;

    private IDataProtector Protector(string name) => _protection.CreateProtector("ShareGateway.Secret.v1", name);

    private string PathOf(string name) => Path.Combine(_directory, name + Extension);
}
