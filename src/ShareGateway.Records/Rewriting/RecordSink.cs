using ShareGateway.Privacy.Transforms;
using ShareGateway.Records.Programs;

namespace ShareGateway.Records.Rewriting;

/// <summary>
/// Writes delivered values in the answer's format. A record is written while it is read and taken back unless it is admitted. Only nodes
/// that deliver are ever given to it.
/// </summary>
internal abstract class RecordSink(OutputBuffer output)
{
    private int _recordStart;

    protected OutputBuffer Output { get; } = output;

    /// <summary>Starts a record.</summary>
    public virtual void Begin() => _recordStart = Output.Length;

    /// <summary>Starts an object or array.</summary>
    /// <returns>A mark to give to <see cref="Close"/>.</returns>
    public abstract int Open(ProgramNode node);

    /// <summary>Ends an object or array; one in which nothing was delivered leaves no trace, unless it is to be kept.</summary>
    public abstract void Close(ProgramNode node, int mark);

    /// <summary>Writes a value.</summary>
    /// <param name="node">A leaf.</param>
    /// <param name="kind">Never <see cref="CellKind.None"/>.</param>
    /// <param name="bytes">Text: unescaped, valid UTF-8. Number: its exact text. Otherwise empty.</param>
    public abstract void Leaf(ProgramNode node, CellKind kind, ReadOnlySpan<byte> bytes);

    /// <summary>The record is admitted and complete: what was written stays.</summary>
    public abstract void Commit();

    /// <summary>The record is withheld: nothing that was written stays.</summary>
    public virtual void Rollback() => Output.Truncate(_recordStart);
}
