namespace ShareGateway.Audit.Disk;

/// <summary>A file of the log, open for writing. Each call throws <see cref="IOException"/> when the disk fails it.</summary>
public interface IAuditFile : IDisposable
{
    /// <summary>Bytes in the file.</summary>
    public long Length { get; }

    /// <summary>Writes at the end. After a failure the file may hold any part of the bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes);

    /// <summary>Writes over what stands there; the length stays. After a failure any part of the bytes may stand.</summary>
    /// <param name="offset">From where, in bytes from 0; with the bytes at most the length.</param>
    /// <param name="bytes">What shall stand there.</param>
    public void Write(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>
    /// Writes what stands in the file once more, in its place. After a failed <c>fsync</c> the system may show bytes that never reached the
    /// medium and call them clean; written again, the next <see cref="Sync"/> brings them there. A crash in between changes nothing.
    /// </summary>
    /// <param name="offset">From where, in bytes from 0, to the end.</param>
    public void Rewrite(long offset);

    /// <summary>Cuts the file.</summary>
    /// <param name="length">New length in bytes; at most the present one.</param>
    public void Truncate(long length);

    /// <summary>Has what was appended since the last time on its way to the medium, without waiting for it, so that the next <see cref="Sync"/> has little left. Promises nothing.</summary>
    public void StartSync();

    /// <summary>Returns when all that was written is on the medium (<c>fdatasync</c>).</summary>
    public void Sync();
}
