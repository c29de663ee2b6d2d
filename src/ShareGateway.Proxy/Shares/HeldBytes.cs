using ShareGateway.Records;

namespace ShareGateway.Proxy.Shares;

/// <summary>Bytes that wait until they may leave, in pooled memory that is wiped before it goes back.</summary>
internal sealed class HeldBytes : IDisposable
{
    private const int FirstBytes = 4096;
    private byte[] _bytes = [];
    private int _touched; // beyond it nothing was ever written

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length - Length < bytes.Length)
        {
            Grow(bytes.Length);
        }

        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
        _touched = Math.Max(_touched, Length);
    }

    /// <summary>Adds bytes together with the memory they stand in: as they are when nothing was written yet, else copied.</summary>
    /// <param name="taken">At the head of an array of <see cref="BodyMemory.Pool"/>, with nothing behind them that must be wiped; no longer the caller's.</param>
    public void Adopt(ArraySegment<byte> taken)
    {
        if (Length > 0)
        {
            Write(taken);
            Return(taken.Array!, taken.Count);
            return;
        }

        Dispose();
        (_bytes, Length, _touched) = (taken.Array!, taken.Count, taken.Count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Return(_bytes, _touched);
        (_bytes, Length, _touched) = ([], 0, 0);
    }

    private void Grow(int moreBytes)
    {
        var larger = BodyMemory.Pool.Rent(Math.Max(FirstBytes, Math.Max(_bytes.Length * 2, Length + moreBytes + FirstBytes)));
        Written.CopyTo(larger);
        Return(_bytes, _touched);
        (_bytes, _touched) = (larger, Length);
    }

    private static void Return(byte[] bytes, int touched)
    {
        if (bytes.Length > 0)
        {
            bytes.AsSpan(0, touched).Clear();
            BodyMemory.Pool.Return(bytes);
        }
    }
}
