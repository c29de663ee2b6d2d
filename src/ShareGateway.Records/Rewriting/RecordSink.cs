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

    /// <summary>True when no record of the answer's body stands before the next one.</summary>
    public bool IsBodyEmpty { get; set; } = true;

    /// <summary>Bytes at the head of a record that part it from the one before, when there is one.</summary>
    public virtual int PartingBytes => 0;

    /// <summary>Where the record under way starts in the output.</summary>
    public int RecordStart => _recordStart;

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

    /// <summary>True when a value's place in the output is known as soon as it is met.</summary>
    public virtual bool CanReserve => true;

    /// <summary>Writes a text whose bytes are still to come. Only when <see cref="CanReserve"/>.</summary>
    /// <param name="node">A leaf.</param>
    /// <param name="bytes">How many: of ASCII that no format escapes or quotes.</param>
    /// <returns>Where they belong in the output.</returns>
    public abstract int Reserve(ProgramNode node, int bytes);

    /// <summary>The record has been read to its end: what was written stays, unless the record is cut out later.</summary>
    public virtual void Complete() => IsBodyEmpty = false;

    /// <summary>The record is withheld: nothing that was written stays.</summary>
    public virtual void Rollback() => Output.Truncate(_recordStart);
}
