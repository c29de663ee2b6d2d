using System.Runtime.Intrinsics;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Records.Json;

/// <summary>A piece of the answer for a record that is as its template: bytes that are the same for each, and what comes behind them.</summary>
internal readonly struct TemplatePiece
{
    /// <summary>How many bytes a piece may write behind those that count; the next piece writes over them.</summary>
    public const int SlackBytes = 32;

    private readonly Vector256<byte> _head;
    private readonly byte[] _literal;

    /// <param name="literal">Comes first.</param>
    /// <param name="work">What comes next: a copy, a mapped text, or what the pass makes of a value.</param>
    /// <param name="value">Position of the value among those of its stretch; of the first one that is copied.</param>
    /// <param name="last">Position of the last one that is copied; else the same.</param>
    /// <param name="leadBytes">Bytes that stand before the first of them.</param>
    /// <param name="keyBytes">Bytes at the end of the literal that name the value.</param>
    /// <param name="transform">Of a text that is mapped.</param>
    public TemplatePiece(ReadOnlySpan<byte> literal, PieceWork work, int value, int last, int leadBytes, int keyBytes, FieldTransform? transform)
    {
        (LeadBytes, Transform) = (leadBytes, transform);
        Span<byte> head = stackalloc byte[SlackBytes];
        literal[..Math.Min(literal.Length, head.Length)].CopyTo(head);
        _head = Vector256.Create((ReadOnlySpan<byte>)head);
        _literal = literal.ToArray();
        (Work, Value, Last, KeyBytes) = (work, value, last, keyBytes);
    }

    public PieceWork Work { get; }

    /// <summary>Position of the value among those of its stretch; of the first one that is copied.</summary>
    public int Value { get; }

    /// <summary>Position of the last value that is copied.</summary>
    public int Last { get; }

    /// <summary>Bytes at the end of the literal that name the value.</summary>
    public int KeyBytes { get; }

    /// <summary>Bytes that stand before the first value in the record.</summary>
    public int LeadBytes { get; }

    /// <summary>Of a text that is mapped.</summary>
    public FieldTransform? Transform { get; }

    public int LiteralBytes => _literal.Length;

    /// <summary>Writes the literal.</summary>
    /// <param name="room">Has <see cref="SlackBytes"/> more than the literal needs.</param>
    public void WriteLiteral(Span<byte> room)
    {
        if (_literal.Length <= SlackBytes)
        {
            _head.CopyTo(room);
        }
        else
        {
            _literal.CopyTo(room);
        }
    }
}

/// <summary>What comes behind a piece's literal.</summary>
internal enum PieceWork
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Values as they came, and what stands between them.</summary>
    Copy = 1,

    /// <summary>A text as its transform maps it.</summary>
    Map = 2,

    /// <summary>What the pass makes of a value; it may be nothing, and it names it itself.</summary>
    Take = 3,
}
