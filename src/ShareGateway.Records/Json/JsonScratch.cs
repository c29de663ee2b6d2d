using System.Globalization;
using System.Text;

namespace ShareGateway.Records.Json;

/// <summary>Undoes escapes of strings and names. One text at a time: the next one may overwrite it.</summary>
internal sealed class JsonScratch
{
    private const int UnicodeEscapeBytes = 6; // \u0041

    private const int FirstBytes = 256;
    private const int MostKeptBytes = 4096;

    private byte[] _unescaped = new byte[FirstBytes];

    /// <summary>Undoes escapes.</summary>
    /// <param name="escaped">What stands between the quotes; each escape is well-formed by itself.</param>
    /// <param name="text">Valid until the next call.</param>
    /// <returns>False when an escape stands for half a surrogate pair.</returns>
    public bool TryUnescape(ReadOnlySpan<byte> escaped, out ReadOnlySpan<byte> text)
    {
        if (_unescaped.Length < escaped.Length)
        {
            _unescaped = new byte[Math.Max(escaped.Length, _unescaped.Length * 2)];
        }

        int used = 0;
        int plain;
        text = default;
        while ((plain = escaped.IndexOf((byte)'\\')) >= 0)
        {
            escaped[..plain].CopyTo(_unescaped.AsSpan(used));
            used += plain;
            escaped = escaped[plain..];
            int taken = Unescape(escaped, _unescaped.AsSpan(used), out int written);
            if (taken == 0)
            {
                return false;
            }

            used += written;
            escaped = escaped[taken..];
        }

        escaped.CopyTo(_unescaped.AsSpan(used));
        text = _unescaped.AsSpan(0, used + escaped.Length);
        return true;
    }

    /// <summary>Bytes of its room.</summary>
    public int Bytes => _unescaped.Length;

    /// <summary>Forgets the last text; room for a long one is let go.</summary>
    public void Wipe()
    {
        if (_unescaped.Length > MostKeptBytes)
        {
            _unescaped = new byte[FirstBytes];
        }

        _unescaped.AsSpan().Clear();
    }

    /// <returns>How many bytes the escape has; 0 for half a pair.</returns>
    private static int Unescape(ReadOnlySpan<byte> escaped, Span<byte> destination, out int written)
    {
        if (escaped[1] == 'u')
        {
            return UnescapeUnicode(escaped, destination, out written);
        }

        written = 1;
        destination[0] = escaped[1] switch
        {
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            (byte)'n' => (byte)'\n',
            (byte)'r' => (byte)'\r',
            (byte)'t' => (byte)'\t',
            var itself => itself,
        };
        return 2;
    }

    private static int UnescapeUnicode(ReadOnlySpan<byte> escaped, Span<byte> destination, out int written)
    {
        char unit = Unit(escaped);
        if (Rune.TryCreate(unit, out var rune))
        {
            written = rune.EncodeToUtf8(destination);
            return UnicodeEscapeBytes;
        }

        var next = escaped[UnicodeEscapeBytes..];
        bool isPair = next.StartsWith("\\u"u8) && Rune.TryCreate(unit, Unit(next), out rune);
        written = isPair ? rune.EncodeToUtf8(destination) : 0;
        return isPair ? 2 * UnicodeEscapeBytes : 0;
    }

    private static char Unit(ReadOnlySpan<byte> escape) => (char)ushort.Parse(escape[2..UnicodeEscapeBytes], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
