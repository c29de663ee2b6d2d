namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// Receives what a transform delivers for one cell. One buffer serves a whole response, so that no value allocates once it has
/// grown to the largest cell. Not safe for several threads.
/// </summary>
public sealed class CellBuffer
{
    private byte[] _bytes = new byte[256];
    private int _length;

    /// <summary>What was delivered; <see cref="CellKind.None"/> until a transform has written.</summary>
    public CellKind Kind { get; private set; }

    /// <summary>Text: unescaped UTF-8. Number: its exact text. Otherwise empty. Valid until the next write.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Forgets what was delivered, so that nothing of one cell can stand in the next.</summary>
    public void Clear() => (Kind, _length) = (CellKind.None, 0);

    /// <summary>Delivers a value without text: null, true or false.</summary>
    /// <exception cref="ArgumentException"><paramref name="kind"/> carries text or is no value.</exception>
    public void Write(CellKind kind)
    {
        if (kind is not (CellKind.Null or CellKind.True or CellKind.False))
        {
            throw new ArgumentException("expected null, true or false", nameof(kind));
        }

        (Kind, _length) = (kind, 0);
    }

    /// <summary>Delivers text or a number.</summary>
    /// <param name="kind"><see cref="CellKind.Text"/> or <see cref="CellKind.Number"/>.</param>
    /// <param name="bytes">Valid UTF-8, or the exact text of a number.</param>
    public void Write(CellKind kind, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Commit(kind, bytes.Length);
    }

    /// <summary>Makes room to write into; nothing is delivered until <see cref="Commit"/>.</summary>
    /// <param name="lengthBytes">How much room, at least.</param>
    public Span<byte> Reserve(int lengthBytes)
    {
        if (_bytes.Length < lengthBytes)
        {
            _bytes = new byte[Math.Max(lengthBytes, _bytes.Length * 2)];
        }

        (Kind, _length) = (CellKind.None, 0);
        return _bytes;
    }

    /// <summary>Delivers the first bytes of what <see cref="Reserve"/> gave.</summary>
    /// <param name="kind"><see cref="CellKind.Text"/> or <see cref="CellKind.Number"/>.</param>
    /// <param name="lengthBytes">How many bytes were written.</param>
    /// <exception cref="ArgumentException"><paramref name="kind"/> carries no text.</exception>
    public void Commit(CellKind kind, int lengthBytes)
    {
        if (kind is not (CellKind.Text or CellKind.Number))
        {
            throw new ArgumentException("expected text or a number", nameof(kind));
        }

        (Kind, _length) = (kind, lengthBytes);
    }
}
