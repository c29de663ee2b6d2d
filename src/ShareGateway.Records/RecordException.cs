namespace ShareGateway.Records;

/// <summary>
/// An upstream's body may not be passed on. Carries the rule and the place, never content: no inner exception either, because
/// parsers quote their input.
/// </summary>
public sealed class RecordException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="fault">The broken rule.</param>
    /// <param name="offsetBytes">Where: at, or shortly after the start of what broke it.</param>
    public RecordException(RecordFault fault, long offsetBytes)
        : base($"upstream body broke `{fault}` at byte {offsetBytes}") => (Fault, OffsetBytes) = (fault, offsetBytes);

    /// <summary>The broken rule.</summary>
    public RecordFault Fault { get; }

    /// <summary>Bytes from the start of the body, counted from 0, a byte order mark included.</summary>
    public long OffsetBytes { get; }
}
