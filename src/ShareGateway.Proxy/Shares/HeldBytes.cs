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

    /// <summary>Forgets what was written; the memory is kept.</summary>
    public void Clear() => Length = 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        Return(_bytes);
        (_bytes, Length, _touched) = ([], 0, 0);
    }

    private void Grow(int moreBytes)
    {
        var larger = BodyMemory.Pool.Rent(Math.Max(FirstBytes, Math.Max(_bytes.Length * 2, Length + moreBytes + FirstBytes)));
        Written.CopyTo(larger);
        Return(_bytes);
        (_bytes, _touched) = (larger, Length);
    }

    private void Return(byte[] bytes)
    {
        if (bytes.Length > 0)
        {
            bytes.AsSpan(0, _touched).Clear();
            BodyMemory.Pool.Return(bytes);
        }
    }
}
