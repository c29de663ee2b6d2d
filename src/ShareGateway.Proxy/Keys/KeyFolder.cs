using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace ShareGateway.Proxy.Keys;

/// <summary>
/// The folder of wrapped secrets: roots by controller and use, one secret per recipient, the log's signing seed. Each file holds one
/// secret, wrapped by the Data Protection ring for its own name, so that a file moved to another name does not open.
/// </summary>
internal sealed class KeyFolder
{
    private const int SecretBytes = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyFolder = OwnerOnly | UnixFileMode.UserExecute;
    private readonly string _directory;
    private readonly IDataProtectionProvider _protection;

    public KeyFolder(string directory, IDataProtectionProvider protection)
    {
        (_directory, _protection) = (Path.GetFullPath(directory), protection);
        CreateFolder(_directory);
    }

    /// <summary>True when a secret of this name is kept here.</summary>
    public bool Contains(string name) => File.Exists(PathOf(name));

    /// <summary>Unwraps a secret; the caller zeroes it.</summary>
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
    /// <exception cref="IOException">The name is taken, or the disk refuses.</exception>
    public void Create(string name, ReadOnlySpan<byte> secret)
    {
        var path = PathOf(name);
        CreateFolder(Path.GetDirectoryName(path)!);
        var copy = secret.ToArray();
        try
        {
            var file = new KeyFile(1, name, Convert.ToBase64String(Protector(name).Protect(copy)));
            WriteDurably(path, JsonSerializer.SerializeToUtf8Bytes(file, KeyFileJson.Default.KeyFile));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(copy);
        }
    }

    private static void WriteDurably(string path, byte[] bytes)
    {
        var temporary = path + ".new";
        File.Delete(temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var stream = new FileStream(temporary, options))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: false);
    }

    private static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, OwnerOnlyFolder);
    }

    private IDataProtector Protector(string name) => _protection.CreateProtector("ShareGateway.Secret.v1", name);

    private string PathOf(string name) => Path.Combine(_directory, name + ".json");
}
