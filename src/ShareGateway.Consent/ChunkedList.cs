using System.Diagnostics.CodeAnalysis;

namespace ShareGateway.Consent;

/// <summary>A list that grows without ever moving an item: a million entries cost no copy and leave no garbage. One writer, any readers.</summary>
/// <remarks>A reader may use an index as soon as the writer has published it elsewhere with release semantics.</remarks>
internal sealed class ChunkedList<T>
    where T : struct
{
    private const int ChunkBits = 13;
    private const int ChunkSize = 1 << ChunkBits;

    private T[][] _chunks = [];

    /// <summary>Items; for the writer only.</summary>
    public int Count { get; private set; }

    /// <summary>The item at an index that was published.</summary>
    [SuppressMessage("Design", "CA1043:Use integral or string argument for indexers", Justification = "the argument is an int")]
    public ref T this[int index] => ref Volatile.Read(ref _chunks)[index >> ChunkBits][index & (ChunkSize - 1)];

    /// <summary>Adds an item and tells its index.</summary>
    public int Add(in T item)
    {
        if ((Count & (ChunkSize - 1)) == 0)
        {
            T[][] more = [.. _chunks, new T[ChunkSize]];
            Volatile.Write(ref _chunks, more);
        }

        this[Count] = item;
        return Count++;
    }
}
