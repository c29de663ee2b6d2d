namespace ShareGateway.Privacy.Keys;

/// <summary>
/// A recipient's share in its pseudonym keys. A key that came of the root alone could always be derived again; destroying all
/// copies of this secret makes the recipient's pseudonyms meaningless for everyone, us included (I9).
/// </summary>
public sealed class RecipientSecret : IDisposable
{
    private readonly SecretKeyBytes _secret;

    private RecipientSecret(SecretKeyBytes secret) => _secret = secret;

    /// <summary>Eight hex digits to compare at load; see <see cref="KeyRoot.CheckValue"/>.</summary>
    /// <exception cref="ObjectDisposedException">The secret is zeroed.</exception>
    public string CheckValue => _secret.CheckValue();

    internal ReadOnlySpan<byte> Bytes => _secret.Span;

    /// <summary>Makes a secret from the system's random source.</summary>
    public static RecipientSecret Create() => new(SecretKeyBytes.Create());

    /// <summary>Takes a secret that was unwrapped. The bytes are copied; the caller zeroes its own.</summary>
    /// <param name="bytes">32 bytes.</param>
    /// <exception cref="ArgumentException">They are not 32 bytes, or all zero.</exception>
    public static RecipientSecret FromBytes(ReadOnlySpan<byte> bytes) => new(SecretKeyBytes.FromBytes(bytes));

    /// <summary>Copies the 32 secret bytes out, to be wrapped at once; the caller zeroes the copy.</summary>
    /// <exception cref="ArgumentException">There is room for fewer than 32 bytes.</exception>
    /// <exception cref="ObjectDisposedException">The secret is zeroed.</exception>
    public void CopyTo(Span<byte> destination) => _secret.Span.CopyTo(destination);

    /// <summary>What it is, never the bytes.</summary>
    public override string ToString() => "recipient secret";

    /// <summary>Zeroes the bytes.</summary>
    public void Dispose() => _secret.Dispose();
}
