using System.Buffers;

namespace ShareGateway.Records;

/// <summary>
/// Memory for bodies under way. The shared pool keeps an array of each length for each thread and processor: of arrays of megabytes, which a stream rents, that would be many
/// times what is ever in use.
/// </summary>
public static class BodyMemory
{
    /// <summary>The pool. What is given back must be wiped.</summary>
    public static ArrayPool<byte> Pool { get; } = new BodyArrays();
}
