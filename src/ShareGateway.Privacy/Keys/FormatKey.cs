using System.Security.Cryptography;
using ShareGateway.Privacy.Ciphers;

namespace ShareGateway.Privacy.Keys;

/// <summary>
/// Replaces digits or capitals by others of the same number, reversibly (FF1), for one field class of one recipient within one link scope. What
/// stays of the value beside them goes into the tweak, with scope and class: the same digits beside others become others.
/// </summary>
internal sealed class FormatKey : FieldKey
{
    private const int TweakBytes = 16;

    private readonly Ff1 _digits;
    private readonly Ff1 _alphanumerics;
    private readonly byte[] _names; // LP(link scope) ‖ LP(field class)

    /// <summary>Takes the key over and disposes it: the ciphers have their own copies.</summary>
    public FormatKey(SecretKeyBytes key, int epoch, string linkScope, string fieldClass)
        : base(KeyUse.Ff1, epoch, linkScope, fieldClass)
    {
        using (key)
        {
            (_digits, _alphanumerics) = (new Ff1(key.Span, 10), new Ff1(key.Span, Ff1.MaxRadix));
        }

        _names = [.. LengthPrefixed.Of(linkScope), .. LengthPrefixed.Of(fieldClass)];
    }

    /// <summary>Encrypts or decrypts in place; false, and nothing changed, when there are too few characters for a domain of a million, or too many.</summary>
    /// <param name="characters">ASCII: digits, or digits and capitals of which one at least is a letter; the result is of the same kind.</param>
    /// <param name="kept">What stays of the value: ASCII, 64 bytes at most.</param>
    /// <param name="decrypts">False to encrypt.</param>
    /// <exception cref="ObjectDisposedException">The key is zeroed.</exception>
    public bool TryRun(Span<byte> characters, ReadOnlySpan<byte> kept, bool decrypts)
    {
        bool hasLetters = HasLetters(characters);
        var cipher = hasLetters ? _alphanumerics : _digits;
        if (characters.Length < cipher.MinLength || characters.Length > cipher.MaxLength)
        {
            return false;
        }

        Span<byte> tweak = stackalloc byte[SHA256.HashSizeInBytes];
        WriteTweak(kept, tweak);
        ToNumerals(characters);
        do
        {
            // Walks on until a letter is among them again, so that reading back knows which alphabet it was.
            if (decrypts)
            {
                cipher.Decrypt(tweak[..TweakBytes], characters);
            }
            else
            {
                cipher.Encrypt(tweak[..TweakBytes], characters);
            }
        }
        while (hasLetters && !characters.ContainsAnyExceptInRange((byte)0, (byte)9));

        ToCharacters(characters);
        return true;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _digits.Dispose();
        _alphanumerics.Dispose();
    }

    private static bool HasLetters(ReadOnlySpan<byte> characters) => characters.ContainsAnyInRange((byte)'A', (byte)'Z');

    private static void ToNumerals(Span<byte> characters)
    {
        foreach (ref byte character in characters)
        {
            character = (byte)(character <= '9' ? character - '0' : character - 'A' + 10);
        }
    }

    private static void ToCharacters(Span<byte> numerals)
    {
        foreach (ref byte numeral in numerals)
        {
            numeral = (byte)(numeral < 10 ? '0' + numeral : 'A' + numeral - 10);
        }
    }

    private void WriteTweak(ReadOnlySpan<byte> kept, Span<byte> tweak)
    {
        Span<byte> message = stackalloc byte[1024];
        int length = _names.Length + LengthPrefixed.PrefixBytes + kept.Length;
        message = length <= message.Length ? message[..length] : new byte[length]; // names of hundreds of characters only
        _names.CopyTo(message);
        LengthPrefixed.WritePrefix(kept.Length, message[_names.Length..]);
        kept.CopyTo(message[(_names.Length + LengthPrefixed.PrefixBytes)..]);
        SHA256.HashData(message, tweak);
    }
}
