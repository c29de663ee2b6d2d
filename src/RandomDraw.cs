using System.Security.Cryptography;

namespace ShareGateway;

/// <summary>
/// Bytes of the system's random source for ids and nonces, of which each answer needs some: drawn ahead for each thread, as 512 bytes take no
/// longer to draw than 16. For keys, which must lie nowhere else, ask the source itself. Part of each project that draws ids, as those know nothing of each other.
/// </summary>
internal static class RandomDraw
{
    /// <summary>Bytes that are drawn at once.</summary>
    public const int AheadBytes = 512;

    [ThreadStatic]
    private static byte[]? _ahead;

    [ThreadStatic]
    private static int _left; // at the head of what was drawn

    /// <summary>Fills some bytes; nobody else gets the same ones.</summary>
    /// <exception cref="CryptographicException">The system has none.</exception>
    public static void Fill(Span<byte> bytes)
    {
        if (bytes.Length > AheadBytes)
        {
            RandomNumberGenerator.Fill(bytes);
            return;
        }

        var ahead = _ahead ??= new byte[AheadBytes];
        if (_left < bytes.Length)
        {
            _left = 0; // should the source fail, nothing of this is used
            RandomNumberGenerator.Fill(ahead);
            _left = AheadBytes;
        }

        var taken = ahead.AsSpan(_left - bytes.Length, bytes.Length);
        taken.CopyTo(bytes);
        taken.Clear();
        _left -= bytes.Length;
    }
}
