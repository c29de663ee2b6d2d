using System.Runtime.InteropServices;
using ShareGateway.Records.Rewriting;

namespace ShareGateway.Records.Json;

/// <summary>
/// Keeps readers between the responses of one program, for what they learnt of its upstream's records: a page of some records would mostly be read
/// before it is learnt how they are made. They go with the program. Any thread may ask.
/// </summary>
internal sealed class JsonReaders
{
    private const int Most = 4; // at once; each holds some 25 KB, and there may be thousands of programs

    private readonly JsonRecordReader?[] _kept = new JsonRecordReader?[Most];
    private uint _turn;

    /// <summary>A reader for a response: one that was kept, or else a new one.</summary>
    /// <param name="pass">Of the response, and of the program whose readers these are.</param>
    /// <param name="source">How the body holds its records: what is learnt of lines holds no line ends.</param>
    /// <param name="maxDepth">How deep containers may lie in each other.</param>
    public JsonRecordReader Take(RecordPass pass, RecordFormat source, int maxDepth)
    {
        var use = new ReaderUse(source, pass.Sink is JsonSink, maxDepth);
        foreach (ref var place in _kept.AsSpan())
        {
            if (Volatile.Read(ref place) is { } reader && reader.Use == use && Interlocked.CompareExchange(ref place, null, reader) == reader)
            {
                reader.Serve(pass);
                return reader;
            }
        }

        return new JsonRecordReader(pass, maxDepth) { Use = use };
    }

    /// <summary>Takes a reader back whose response has ended well; the caller must not touch it any more.</summary>
    public void Keep(JsonRecordReader reader)
    {
        reader.Leave();
        if (!reader.IsWorthKeeping)
        {
            return;
        }

        foreach (ref var place in _kept.AsSpan())
        {
            if (Volatile.Read(ref place) is null && Interlocked.CompareExchange(ref place, reader, null) is null)
            {
                return;
            }
        }

        // Those that are kept may be of another use.
        Volatile.Write(ref _kept[(int)(Interlocked.Increment(ref _turn) % Most)], reader);
    }
}

/// <summary>What a reader of a program can be used for again.</summary>
/// <param name="Source">How bodies hold their records.</param>
/// <param name="IsJson">Whether the answer is JSON or NDJSON: what is copied is learnt for it.</param>
/// <param name="MaxDepth">How deep containers may lie in each other; 0 for none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReaderUse(RecordFormat Source, bool IsJson, int MaxDepth);
