using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ShareGateway.Proxy.Shares;

/// <summary>
/// How many bytes must lie in a connection before the system tells of them (<c>SO_RCVLOWAT</c>, socket(7)). While a body flows in, .NET has each segment
/// wake a thread, though nobody waits for it: the mark is put up then, and down again before anybody waits. Linux looks again at what is there
/// when the mark is put down, so that no bytes come unnoticed.
/// </summary>
internal sealed class LowWaterMark
{
    // Linux makes a connection's buffer twice as large as its mark, and at most 6 MB unless told otherwise (tcp(7), tcp_rmem).
    private const int HighBytes = 3 << 20;
    private const int FullReads = 16; // one after another: a page of records is no flow
    private const int SocketLevel = 1; // SOL_SOCKET
    private const int Option = 18; // SO_RCVLOWAT
    private static readonly Version OldestTrusted = new(5, 4); // looks again in tcp_set_rcvlowat; what older ones do was not looked at

    private readonly Socket _socket;
    private int _fullReads;
    private bool _isHigh;

    private LowWaterMark(Socket socket) => _socket = socket;

    /// <summary>The mark of a connection; null where the system has none that can be relied on.</summary>
    public static LowWaterMark? Of(Socket socket) =>
        OperatingSystem.IsLinux() && Environment.OSVersion.Version >= OldestTrusted ? new LowWaterMark(socket) : null;

    /// <summary>A read brought as much as it had room for.</summary>
    public void Flows()
    {
        if (!_isHigh && ++_fullReads >= FullReads)
        {
            _isHigh = TrySet(HighBytes);
            _fullReads = 0;
        }
    }

    /// <summary>A read waits: whatever comes next must wake it. If that cannot be had, the connection is cut.</summary>
    public void Waits()
    {
        _fullReads = 0;
        if (_isHigh)
        {
            _isHigh = false;
            if (!TrySet(1))
            {
                _socket.Dispose(); // the read that waits fails by it
            }
        }
    }

    private bool TrySet(int bytes)
    {
        try
        {
            _socket.SetRawSocketOption(SocketLevel, Option, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in bytes)));
            return true;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }
}
