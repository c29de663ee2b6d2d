using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ShareGateway.Records.Rewriting;

namespace ShareGateway.Records.Json;

/// <summary>
/// Keeps readers between responses of one program, for what they learnt of its upstream's records: a page of some records would mostly be read
/// before it is learnt how they are made. A cache of several ways: each program has a few places, and whoever comes to a full one takes another's
/// place. Any thread may ask.
/// </summary>
internal static class JsonReaders
{
    private const int Sets = 64;
    private const int Ways = 8; // of a set; each reader holds about 30 KB, so that all take 15 MB at most

    private static readonly JsonRecordReader?[] Kept = new JsonRecordReader?[Sets * Ways];
    private static uint _turn;

    /// <summary>A reader for a response: one that was kept, or else a new one.</summary>
    /// <param name="pass">Of the response.</param>
    /// <param name="source">How the body holds its records: what is learnt of lines holds no line ends.</param>
    /// <param name="maxDepth">How deep containers may lie in each other.</param>
    public static JsonRecordReader Take(RecordPass pass, RecordFormat source, int maxDepth)
    {
        var use = UseOf(pass, source, maxDepth);
        foreach (ref var place in SetOf(use))
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
    public static void Keep(JsonRecordReader reader)
    {
        reader.Leave();
        if (!reader.IsWorthKeeping)
        {
            return;
        }

        var set = SetOf(reader.Use);
        foreach (ref var place in set)
        {
            if (Volatile.Read(ref place) is null && Interlocked.CompareExchange(ref place, reader, null) is null)
            {
                return;
            }
        }

        Volatile.Write(ref set[(int)(Interlocked.Increment(ref _turn) % Ways)], reader);
    }

    private static ReaderUse UseOf(RecordPass pass, RecordFormat source, int maxDepth) => new(pass.Program, source, pass.Sink is JsonSink, maxDepth);

    private static Span<JsonRecordReader?> SetOf(in ReaderUse use) =>
        Kept.AsSpan((int)((uint)(RuntimeHelpers.GetHashCode(use.Program) + (int)use.Source) % Sets) * Ways, Ways);
}

/// <summary>What a reader can be used for again.</summary>
/// <param name="Program">What leaves.</param>
/// <param name="Source">How bodies hold their records.</param>
/// <param name="IsJson">Whether the answer is JSON or NDJSON: what is copied is learnt for it.</param>
/// <param name="MaxDepth">How deep containers may lie in each other.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReaderUse(RecordProgram Program, RecordFormat Source, bool IsJson, int MaxDepth);
