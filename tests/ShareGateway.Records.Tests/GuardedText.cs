using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShareGateway.Records.Tests;

/// <summary>
/// Memory behind which nobody may read: the pages of a mapped file that has been cut short. A read behind the text ends the process, as no exception can hide it.
/// </summary>
internal sealed class GuardedText : IDisposable
{
    private const int Bytes = 1 << 16;

    private readonly FileStream _file;
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;

    public GuardedText()
    {
        _file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        _file.SetLength(2 * Bytes);
        _map = MemoryMappedFile.CreateFromFile(_file, null, 2 * Bytes, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        _view = _map.CreateViewAccessor(0, 2 * Bytes);
        _file.SetLength(Bytes);
    }

    /// <summary>A text that ends where nobody may read on.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> text)
    {
        nint end = _view.SafeMemoryMappedViewHandle.DangerousGetHandle() + Bytes;
        var room = MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref Unsafe.NullRef<byte>(), end - text.Length), text.Length);
        text.CopyTo(room);
        return room;
    }

    public void Dispose()
    {
        _view.Dispose();
        _map.Dispose();
        _file.Dispose();
    }
}
