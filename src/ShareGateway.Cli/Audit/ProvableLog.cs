using System.Buffers.Binary;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Merkle;
using ShareGateway.Audit.Tiles;

namespace ShareGateway.Cli.Audit;

/// <summary>A log with a checkpoint that holds, in a folder or on a server.</summary>
internal sealed class ProvableLog : IDisposable
{
    private readonly RemoteLog? _remote;

    private ProvableLog(ITileSource tiles, string? folder, VerifierKey key, Checkpoint signed, string note) =>
        (Tiles, Folder, Key, Signed, Note, _remote) = (tiles, folder, key, signed, note, tiles as RemoteLog);

    public ITileSource Tiles { get; }

    /// <summary>Null on a server.</summary>
    public string? Folder { get; }

    public VerifierKey Key { get; }

    public Checkpoint Signed { get; }

    public string Note { get; }

    /// <summary>Opens one.</summary>
    /// <param name="named">Folder or address.</param>
    /// <param name="key">The log's key; null takes what lies beside the log.</param>
    /// <param name="problem">Why there is none to open.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ProvableLog? Open(string named, VerifierKey? key, out string problem)
    {
        if (ServerAddress.TryParse(named, out var prefix))
        {
            var remote = new RemoteLog(prefix);
            var opened = Open(remote, null, remote.Text, key, out problem);
            if (opened is null)
            {
                remote.Dispose();
            }

            return opened;
        }

        return LogLocation.TryFind(named, out string folder, out problem)
            ? Open(new FolderTiles(folder), folder, name => LogKeys.IsSmallFile(Path.Combine(folder, name)) ? File.ReadAllText(Path.Combine(folder, name)) : null, key, out problem)
            : null;
    }

    /// <summary>The stored bytes of an entry.</summary>
    public byte[] Entry(ulong index)
    {
        if (Tiles is FolderTiles folder)
        {
            return folder.Entry(index);
        }

        var address = new TileAddress(TileAddress.Entries, index / TileAddress.FullWidth, 0);
        var rest = Tiles.Read(address with { Width = address.WidthAt(Signed.Size) }).AsSpan();
        for (ulong before = index % TileAddress.FullWidth; before > 0; before--)
        {
            rest = rest[(sizeof(ushort) + BinaryPrimitives.ReadUInt16BigEndian(rest))..];
        }

        return rest.Slice(sizeof(ushort), BinaryPrimitives.ReadUInt16BigEndian(rest)).ToArray();
    }

    public void Dispose() => _remote?.Dispose();

    private static ProvableLog? Open(ITileSource tiles, string? folder, Func<string, string?> text, VerifierKey? key, out string problem)
    {
        if (key is null && !VerifierKey.TryParse((text("log.vkey") ?? "").TrimEnd('\n'), out key))
        {
            problem = "there is no key beside the log; expected `--key`";
            return null;
        }

        problem = "the log has no signed checkpoint";
        string? note = text("checkpoint");
        return note is not null && SignedNote.TryParse(note, out var read) && Checkpoint.TryOpen(read, key, out var signed, out problem)
            ? new ProvableLog(tiles, folder, key, signed, note)
            : null;
    }
}
