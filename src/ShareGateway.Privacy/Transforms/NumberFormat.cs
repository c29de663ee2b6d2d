using System.Security.Cryptography;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Identifiers;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Privacy.Transforms;

/// <summary>Which part of a number is encrypted, and how its check digits follow. Forwards and backwards.</summary>
internal static class NumberFormat
{
    private const int CardFirst = 6;
    private const int CardLast = 3; // before the check digit

    /// <summary>Encrypts or decrypts a canonical number in place.</summary>
    /// <returns>False when the number is too short or long, or, backwards, was not made by this; what stands there then is not to be used.</returns>
    public static bool TryRun(CanonicalForm form, Span<byte> number, FormatKey key, bool decrypts) => form switch
    {
        CanonicalForm.Card => TryCard(number, key, decrypts),
        CanonicalForm.Iban => TryIban(number, key, decrypts),
        CanonicalForm.Digits => CompactText.AreDigits(number) && key.TryRun(number, [], decrypts),
        _ => false,
    };

    private static bool TryCard(Span<byte> card, FormatKey key, bool decrypts)
    {
        if (card.Length is < CardNumber.MinDigits or > CardNumber.MaxDigits || !CompactText.AreDigits(card) || !HasCheckDigit(card, isWrong: decrypts))
        {
            return false;
        }

        Span<byte> kept = stackalloc byte[CardFirst + CardLast];
        card[..CardFirst].CopyTo(kept);
        card[^(CardLast + 1)..^1].CopyTo(kept[CardFirst..]);
        bool done = key.TryRun(card[CardFirst..^(CardLast + 1)], kept, decrypts);
        byte right = Luhn.CheckDigit(card[..^1]);
        card[^1] = decrypts ? right : Next(right);
        return done;
    }

    private static bool HasCheckDigit(ReadOnlySpan<byte> card, bool isWrong)
    {
        byte right = Luhn.CheckDigit(card[..^1]);
        return card[^1] == (isWrong ? Next(right) : right);
    }

    private static byte Next(byte digit) => digit == '9' ? (byte)'0' : (byte)(digit + 1);

    private static bool TryIban(Span<byte> iban, FormatKey key, bool decrypts)
    {
        Span<byte> compact = stackalloc byte[CompactText.MaxBytes];
        if (!Iban.TryRead(iban, compact, out int length) || length != iban.Length)
        {
            return false;
        }

        bool done = key.TryRun(iban[Iban.HeadLength..], iban[..2], decrypts);
        int check = Iban.CheckDigits(iban);
        (iban[2], iban[3]) = ((byte)('0' + (check / 10)), (byte)('0' + (check % 10)));
        CryptographicOperations.ZeroMemory(compact);
        return done;
    }
}
