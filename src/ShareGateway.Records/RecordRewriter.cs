using ShareGateway.Records.Csv;
using ShareGateway.Records.Json;
using ShareGateway.Records.Ndjson;
using ShareGateway.Records.Reading;
using ShareGateway.Records.Rewriting;

namespace ShareGateway.Records;

/// <summary>
/// Rewrites one upstream body record by record: people are gated, named fields transformed, all else left out. Pulls from the upstream
/// only as chunks are asked for. Not safe for several threads.
/// </summary>
public sealed class RecordRewriter : IDisposable
{
    private const int WindowSlackBytes = 64 << 10; // room to read on while a record of the greatest length is unread
    private const int FirstOutputBytes = 64 << 10; // a page of the usual length; a stream's buffer doubles as its chunks do
    private const int ChunkSlackBytes = 8 << 10; // a chunk passes its length by a part of a record, mostly a small one

    private readonly RewriteOptions _options;
    private int _chunkBytes;
    private readonly bool _refusesCaseTwins;
    private readonly TimeProvider _clock;
    private readonly OutputBuffer _output;
    private readonly RecordSink _sink;
    private readonly RecordPass _pass;
    private readonly Settlement _settlement;
    private readonly RecordInput _input;
    private readonly BodyWindow _window;
    private RecordException? _failure;
    private long _records;
    private int _held;
    private long _waitingSince;
    private bool _isStarted;
    private bool _isDone;
    private bool _hasLeft;
    private bool _isAbandoned;
    private bool _isDisposed;

    /// <summary>Prepares to read a body; nothing is read yet.</summary>
    /// <param name="upstream">The body without any content coding; stays the caller's and is not disposed.</param>
    /// <param name="source">How it holds its records.</param>
    /// <param name="program">What may leave.</param>
    /// <param name="output">The answer's format.</param>
    /// <param name="gate">Decides about people; used by this rewriter alone.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="clock">For <see cref="RewriteOptions.ChunkWait"/>.</param>
    /// <exception cref="NotSupportedException">The output cannot be made of this source and program: see the project's README.</exception>
    /// <exception cref="ArgumentException">An option is out of its range, or <c>RecordsAt</c> is no JSON pointer.</exception>
    public RecordRewriter(
        Stream upstream, RecordSource source, RecordProgram program, RecordFormat output, PersonGate gate, RewriteOptions options, TimeProvider clock)
    {
        RewriteBounds.Check(source, program, output, options);
        (_options, _clock, _held, _chunkBytes) = (options, clock, options.HeldBytes, options.ChunkBytes);
        _output = new OutputBuffer(Math.Min(FirstOutputBytes, options.ChunkBytes + ChunkSlackBytes));
        _refusesCaseTwins = source.RefusesCaseTwins;
        _sink = output is RecordFormat.Csv
            ? new CsvSink(_output, program.Tree.Columns.Count, isOrdered: source.Format is RecordFormat.Csv && program.Tree.WalksInOrder)
            : new JsonSink(_output, output);
        _sink.IsBodyEmpty = options.FirstInBody;
        _pass = new RecordPass(program, _sink);
        _settlement = new Settlement(_pass, _sink, _output, gate, options.MaxDelivered);
        _input = source.Format switch
        {
            RecordFormat.Csv => new CsvInput(program, _pass, options),
            RecordFormat.Ndjson => new NdjsonInput(_pass, options),
            _ => new JsonArrayInput(source.RecordsAt, _pass, options),
        };
        _window = new BodyWindow(upstream, options.MaxRecordBytes + WindowSlackBytes);
    }

    /// <summary>Bytes of the answer, records only; valid until the next call of <see cref="ReadChunkAsync"/>.</summary>
    public ReadOnlyMemory<byte> Chunk => _output.Written;

    /// <summary>Hands over <see cref="Chunk"/> with the memory it stands in, which is empty then.</summary>
    /// <returns>At the head of an array of <see cref="BodyMemory.Pool"/>: the taker wipes as much of it and gives it back.</returns>
    public ArraySegment<byte> TakeChunk() => _output.Detach();

    /// <summary>How many records stand in <see cref="Chunk"/>, or stood there when it was taken.</summary>
    public int ChunkRecords => _settlement.ChunkRecords;

    /// <summary>Length from which the next chunk is handed out, in bytes; at first that of the options, whose range holds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public int ChunkBytes
    {
        get => _chunkBytes;
        set
        {
            RewriteBounds.CheckChunk(value);
            _chunkBytes = value;
        }
    }

    /// <summary>True when <see cref="Chunk"/> is the last one: the body has ended, or <see cref="RewriteOptions.MaxDelivered"/> records are out.</summary>
    public bool IsAtEnd => _isDone;

    /// <summary>What became of the records since the start.</summary>
    public RecordCounts Counts => _settlement.Counts;

    /// <summary>
    /// Paths of fields that were left out because the program does not know them, for the people who keep contracts up to date. At most
    /// 64, each at most 64 characters; a name that might be anything but a field's name shows as <c>?</c>. Never values.
    /// </summary>
    public IReadOnlyCollection<string> UnknownFields => _pass.Unknown.Paths;

    /// <summary>
    /// With <see cref="RewriteOptions.MaxDelivered"/>: position in this body, from 0, of the first record that may leave and did not fit any
    /// more. Null when the body ended before there was one.
    /// </summary>
    public long? NextRecord => _settlement.Next;

    /// <summary>Reads until a chunk is full, has waited long enough, or the body ends.</summary>
    /// <returns>True: <see cref="Chunk"/> holds bytes. False: all records have been handed out, and the body was complete.</returns>
    /// <exception cref="RecordException">The body may not be passed on; the response must fail visibly. Every later call throws it too.</exception>
    /// <exception cref="OperationCanceledException">Given up on; the rewriter can only be disposed then.</exception>
    public async ValueTask<bool> ReadChunkAsync(CancellationToken cancellationToken)
    {
        StartChunk();
        bool isWhole = false;
        try
        {
            while (!Rewrite())
            {
                TimeSpan? patience = ChunkRecords == 0 ? null : _options.ChunkWait - _clock.GetElapsedTime(_waitingSince);
                if (patience <= TimeSpan.Zero || !await _window.FillAsync(patience, _clock, cancellationToken))
                {
                    break;
                }
            }

            isWhole = true;
            _settlement.Release();
            _held = ChunkRecords > 0 ? 0 : _held;
            LeaveInput();
        }
        catch (RecordException failure)
        {
            _failure = failure;
            throw;
        }
        finally
        {
            if (!isWhole)
            {
                Abandon();
            }
        }

        return ChunkRecords > 0;
    }

    /// <summary>Forgets all buffers. A read still under way is cancelled.</summary>
    public void Dispose()
    {
        Abandon();
        if (!_isDisposed)
        {
            _isDisposed = true;
            _window.Dispose();
            _output.Dispose();
        }
    }

    private void LeaveInput()
    {
        if (_isDone && !_hasLeft)
        {
            _hasLeft = true;
            _input.Leave();
        }
    }

    private void StartChunk()
    {
        if (_failure is not null)
        {
            throw new RecordException(_failure.Fault, _failure.OffsetBytes);
        }

        ObjectDisposedException.ThrowIf(_isAbandoned, this);
        _settlement.Clear();
    }

    // What stands in the chunk was not handed out and never will be; a later call must not look like a clean end.
    private void Abandon()
    {
        if (!_isAbandoned)
        {
            _isAbandoned = true;
            _settlement.Abandon();
        }
    }

    /// <summary>Takes all records that are whole; true when the chunk is to be handed out.</summary>
    private bool Rewrite()
    {
        if (!_isStarted && !TrySkipMark())
        {
            return false;
        }

        bool isHungry = false;
        bool wasEmpty = ChunkRecords == 0;
        while (!isHungry && !_isDone && HasRoom)
        {
            isHungry = ReadOn();
            _settlement.Settle();
        }

        if (wasEmpty && ChunkRecords > 0)
        {
            _waitingSince = _clock.GetTimestamp();
        }

        return !isHungry;
    }

    /// <summary>Reads records until some have been judged, the chunk is full or nothing whole is left; true for the last.</summary>
    private bool ReadOn()
    {
        try
        {
            while (!_isDone && HasRoom)
            {
                if (TakeNext() is InputKind.NeedMore)
                {
                    return true;
                }
            }

            return false;
        }
        catch (RecordException)
        {
            _settlement.Settle(); // those before it come first, in what is counted and in what is wrong
            throw;
        }
    }

    private InputKind TakeNext()
    {
        bool passesOver = _records < _options.SkipRecords;
        var step = _input.Next(_window.Unread, _window.OffsetBytes, _window.IsLast, passesOver);
        if (step.Kind is InputKind.Record && !passesOver)
        {
            Take(_window.OffsetBytes + step.Start);
        }

        _records += step.Kind is InputKind.Record ? 1 : 0;
        _window.Advance(step.Consumed);
        _isDone |= step.Kind is InputKind.End || NextRecord is not null;
        return step.Kind;
    }

    private void Take(long offsetBytes)
    {
        if (_refusesCaseTwins && _pass.Unknown.HasCaseTwin)
        {
            throw new RecordException(RecordFault.DuplicateName, offsetBytes);
        }

        _settlement.Take(_records, offsetBytes);
    }

    private bool HasRoom => _output.Length < _chunkBytes - _held;

    /// <summary>Steps over a byte order mark; false when more bytes must tell whether there is one.</summary>
    private bool TrySkipMark()
    {
        var mark = "\uFEFF"u8;
        var head = _window.Unread[..Math.Min(mark.Length, _window.Unread.Length)];
        bool mayBeMark = mark.StartsWith(head);
        if (mayBeMark && head.Length < mark.Length && !_window.IsLast)
        {
            return false;
        }

        _window.Advance(mayBeMark && head.Length == mark.Length ? mark.Length : 0);
        return _isStarted = true;
    }
}
