namespace ShareGateway.Audit.Log;

/// <summary>
/// The log cannot be written: the disk failed or is full, another process holds the folder, or the log is closed. Nothing may leave
/// the gateway (I1): answer 503. A log that threw this once at an append stays closed until the process starts again.
/// </summary>
public sealed class AuditUnavailableException : Exception
{
    /// <summary>Tells what stopped the log.</summary>
    public AuditUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Tells what stopped the log, with the failure of the disk.</summary>
    public AuditUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
