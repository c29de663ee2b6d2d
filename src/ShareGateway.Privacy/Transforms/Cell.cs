namespace ShareGateway.Privacy.Transforms;

/// <summary>One leaf value on its way through a transform. Lives on the stack; the bytes belong to the caller.</summary>
/// <param name="kind">What the value is.</param>
/// <param name="bytes">Text: unescaped UTF-8. Number: its exact text. Otherwise empty.</param>
public readonly ref struct Cell(CellKind kind, ReadOnlySpan<byte> bytes)
{
    /// <summary>What the value is.</summary>
    public CellKind Kind { get; } = kind;

    /// <summary>Text: unescaped UTF-8. Number: its exact text. Otherwise empty.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;
}
