namespace ShareGateway.Audit.Log;

/// <summary>
/// The files of a log contradict each other in a way that no crash explains. The log is not opened and nothing is repaired: someone
/// has to look, best with <c>sharegateway audit verify</c>.
/// </summary>
public sealed class AuditCorruptException : Exception
{
    /// <summary>Names the place and what is wrong there.</summary>
    /// <param name="file">Name of the file within the log's folder.</param>
    /// <param name="offsetBytes">Where in the file, from 0.</param>
    /// <param name="text">What is wrong and what would be right.</param>
    public AuditCorruptException(string file, long offsetBytes, string text)
        : base($"{file}:{offsetBytes}: {text}")
    {
        File = file;
        OffsetBytes = offsetBytes;
    }

    /// <summary>Name of the file within the log's folder.</summary>
    public string File { get; }

    /// <summary>Where in the file, from 0.</summary>
    public long OffsetBytes { get; }
}
