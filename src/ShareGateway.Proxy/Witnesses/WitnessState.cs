using ShareGateway.Audit.Checkpoints;

namespace ShareGateway.Proxy.Witnesses;

/// <summary>One witness, and how far it has followed. Written by the feed alone; metrics read it.</summary>
internal sealed class WitnessState(Uri url, WitnessKey key)
{
    private long _size;
    private volatile string _trouble = "";

    public Uri Url { get; } = url;

    public WitnessKey Key { get; } = key;

    /// <summary>Entries in the last checkpoint that it is known to have.</summary>
    public ulong Size
    {
        get => (ulong)Interlocked.Read(ref _size);
        set => Interlocked.Exchange(ref _size, (long)value);
    }

    /// <summary>True once it has cosigned something for this process.</summary>
    public bool HasCosigned { get; set; }

    /// <summary>Why it does not follow: <c>unreachable</c>, <c>refused</c>, or <c>ahead</c> when it has seen more than this log holds. Empty while it follows.</summary>
    public string Trouble
    {
        get => _trouble;
        set => _trouble = value;
    }
}
