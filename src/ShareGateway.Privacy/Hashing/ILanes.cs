namespace ShareGateway.Privacy.Hashing;

/// <summary>Several 32-bit words side by side in one register: what the compression of several blocks at once is written in.</summary>
/// <typeparam name="T">The register.</typeparam>
internal interface ILanes<T>
    where T : struct
{
    /// <summary>Words side by side.</summary>
    public static abstract int Count { get; }

    /// <summary>The same word in each lane.</summary>
    public static abstract T All(uint word);

    /// <summary>Reads a block for each lane.</summary>
    /// <param name="blocks">64 bytes for each, one block behind the other; words big-endian.</param>
    /// <param name="words">Receives 16 registers: the first word of all blocks, then the second, and so on.</param>
    public static abstract void Load(ReadOnlySpan<byte> blocks, Span<T> words);

    /// <summary>Writes the first 16 bytes of each lane's state.</summary>
    /// <param name="state">At least four registers.</param>
    /// <param name="results16">16 bytes for each lane, one result behind the other; words big-endian.</param>
    public static abstract void Store(ReadOnlySpan<T> state, Span<byte> results16);

    /// <summary>Sum modulo 2^32.</summary>
    public static abstract T Add(T x, T y);

    /// <summary>x ^ y ^ z.</summary>
    public static abstract T Xor(T x, T y, T z);

    /// <summary>Bits of y where x has ones, else of z.</summary>
    public static abstract T Choose(T x, T y, T z);

    /// <summary>Bits that at least two have.</summary>
    public static abstract T Majority(T x, T y, T z);

    /// <summary>Rotates each word; <paramref name="bits"/> is a constant.</summary>
    public static abstract T RotateRight(T x, byte bits);

    /// <summary>Shifts each word, zeroes coming in; <paramref name="bits"/> is a constant.</summary>
    public static abstract T ShiftRight(T x, byte bits);
}
