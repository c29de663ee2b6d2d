namespace ShareGateway.Consent;

/// <summary>The consent store cannot be read or written: missing, locked, damaged or not the one it was.</summary>
/// <remarks>A fault, not an answer. A batch that met it is to be sent again; its event ids make that harmless. Whoever asks for data meanwhile is refused as soon as what is known is too old (I11).</remarks>
public sealed class ConsentUnavailableException : Exception
{
    /// <summary>Makes one with a text that holds no person's data.</summary>
    public ConsentUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one around what the disk or SQLite said.</summary>
    public ConsentUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes one without a reason.</summary>
    public ConsentUnavailableException()
        : base("consent store is not available")
    {
    }
}
