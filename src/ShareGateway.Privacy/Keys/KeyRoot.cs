namespace ShareGateway.Privacy.Keys;

/// <summary>
/// A random root of one controller, use and epoch, from which working keys are derived. Destroying all its copies makes
/// everything made with it meaningless. Not to be disposed while a derivation runs; keys that were derived live on.
/// </summary>
public sealed class KeyRoot : IDisposable
{
    private readonly SecretKeyBytes _secret;

    private KeyRoot(int epoch, SecretKeyBytes secret)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epoch);
        (Epoch, _secret) = (epoch, secret);
    }

    /// <summary>Counted from 1; part of every pseudonym and of every derivation.</summary>
    public int Epoch { get; }

    /// <summary>
    /// Eight hex digits that tell whether this is the right root and nothing else about it: the first 4 bytes of
    /// HMAC-SHA256(root, "kcv"). Compared at load, before one wrong pseudonym can leave.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The root is zeroed.</exception>
    public string CheckValue => _secret.CheckValue();

    internal ReadOnlySpan<byte> Bytes => _secret.Span;

    /// <summary>Makes a root from the system's random source.</summary>
    /// <param name="epoch">1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The epoch is below 1.</exception>
    public static KeyRoot Create(int epoch) => new(epoch, SecretKeyBytes.Create());

    /// <summary>Takes a root that was unwrapped. The bytes are copied; the caller zeroes its own.</summary>
    /// <param name="epoch">1 or more.</param>
    /// <param name="bytes">32 bytes.</param>
    /// <exception cref="ArgumentException">They are not 32 bytes, or all zero; or the epoch is below 1.</exception>
    public static KeyRoot FromBytes(int epoch, ReadOnlySpan<byte> bytes) => new(epoch, SecretKeyBytes.FromBytes(bytes));

    /// <summary>Copies the 32 secret bytes out, to be wrapped at once; the caller zeroes the copy.</summary>
    /// <exception cref="ArgumentException">There is room for fewer than 32 bytes.</exception>
    /// <exception cref="ObjectDisposedException">The root is zeroed.</exception>
    public void CopyTo(Span<byte> destination) => _secret.Span.CopyTo(destination);

    /// <summary>The epoch, never the bytes.</summary>
    public override string ToString() => $"key root of epoch {Epoch}";

    /// <summary>Zeroes the bytes.</summary>
    public void Dispose() => _secret.Dispose();
}
