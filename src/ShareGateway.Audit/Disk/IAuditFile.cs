namespace ShareGateway.Audit.Disk;

/// <summary>A file of the log, open for appending. Each call throws <see cref="IOException"/> when the disk fails it.</summary>
public interface IAuditFile : IDisposable
{
    /// <summary>Bytes in the file.</summary>
    public long Length { get; }

    /// <summary>Writes at the end. After a failure the file may hold any part of the bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes);

    /// <summary>
    /// Writes what stands in the file once more, in its place. After a failed <c>fsync</c> the system may show bytes that never reached the
    /// medium and call them clean; written again, the next <see cref="Sync"/> brings them there. A crash in between changes nothing.
    /// </summary>
    /// <param name="offset">From where, in bytes from 0, to the end.</param>
    public void Rewrite(long offset);

    /// <summary>Cuts the file.</summary>
    /// <param name="length">New length in bytes; at most the present one.</param>
    public void Truncate(long length);

    /// <summary>Returns when all that was written is on the medium (<c>fdatasync</c>).</summary>
    public void Sync();
}
