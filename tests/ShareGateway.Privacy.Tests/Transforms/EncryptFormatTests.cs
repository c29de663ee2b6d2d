using System.Text;
using CsCheck;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Identifiers;
using ShareGateway.Privacy.Keys;
using ShareGateway.Privacy.Tests.Keys;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Privacy.Tests.Transforms;

public sealed class EncryptFormatTests
{
    private static readonly Gen<string> Digits = Gen.Char['0', '9'].Array[6, 56].Select(digits => new string(digits));

    [Fact]
    public void Digits_become_as_many_digits_and_can_be_led_back() => Digits.Sample(digits =>
    {
        string encrypted = Encrypted(CanonicalForm.Digits, digits);
        Assert.Matches($"^[0-9]{{{digits.Length}}}$", encrypted);
        Assert.Equal(digits, Decrypted(CanonicalForm.Digits, encrypted));
    }, iter: 500);

    [Fact]
    public void A_card_keeps_nine_digits_and_never_passes_for_a_card() => Gen.Char['0', '9'].Array[15, 18].Sample(payload =>
    {
        byte[] digits = [.. payload.Select(digit => (byte)digit)];
        string card = new string(payload) + (char)Luhn.CheckDigit(digits);
        if (!CardNumber.TryRead(Encoding.ASCII.GetBytes(card), new byte[CompactText.MaxBytes], out _))
        {
            return;
        }

        string encrypted = Encrypted(CanonicalForm.Card, card);
        Assert.Equal((card.Length, card[..6], card[^4..^1]), (encrypted.Length, encrypted[..6], encrypted[^4..^1]));
        Assert.False(CardNumber.TryRead(Encoding.ASCII.GetBytes(encrypted), new byte[CompactText.MaxBytes], out _));
        Assert.Equal(card, Decrypted(CanonicalForm.Card, encrypted));
        Assert.Null(Decrypted(CanonicalForm.Card, card)); // a real card was not made here
    }, iter: 500);

    [Theory]
    [InlineData("FR1420041010050500013M02606")]
    [InlineData("DE89370400440532013000")]
    [InlineData("GB29NWBK60161331926819")]
    [InlineData("MT84MALT011000012345MTLCAST001S")]
    [InlineData("NO9386011117947")]
    public void An_iban_stays_one_of_its_country(string iban)
    {
        string encrypted = Encrypted(CanonicalForm.Iban, iban);

        Assert.True(Iban.TryRead(Encoding.ASCII.GetBytes(encrypted), new byte[CompactText.MaxBytes], out int length));
        Assert.Equal((iban.Length, iban[..2]), (length, encrypted[..2]));
        Assert.NotEqual(iban[4..], encrypted[4..]);
        Assert.Equal(iban[4..].Any(char.IsAsciiLetter), encrypted[4..].Any(char.IsAsciiLetter));
        Assert.Equal(iban, Decrypted(CanonicalForm.Iban, encrypted));
    }

    [Theory]
    [InlineData(CanonicalForm.Digits, "12345")]
    [InlineData(CanonicalForm.Digits, "123456789012345678901234567890123456789012345678901234567")]
    [InlineData(CanonicalForm.Card, "378282246310005")]
    [InlineData(CanonicalForm.Card, "4111111111111112")]
    [InlineData(CanonicalForm.Iban, "FR1420041010050500013M02607")]
    public void Where_fewer_than_a_million_could_come_out_or_none_is_there_it_fails(CanonicalForm form, string value) =>
        Assert.Equal(Cells.Failed, Cells.Apply("encryptFormat", FieldType.Text, $"\"{value}\"", form));

    [Fact]
    public void What_is_kept_is_in_the_tweak()
    {
        string one = Encrypted(CanonicalForm.Card, "4111111111111111");
        string other = Encrypted(CanonicalForm.Card, Checked("411111111111211"));

        Assert.NotEqual(one[6..12], other[6..12]);
    }

    [Theory]
    [InlineData(CanonicalForm.Card, "41111")]
    [InlineData(CanonicalForm.Card, "4111x11111111111")]
    [InlineData(CanonicalForm.Digits, "12345x7")]
    [InlineData(CanonicalForm.Text, "1234567")]
    public void What_was_never_made_here_is_not_led_back(CanonicalForm form, string value) => Assert.Null(Decrypted(form, value));

    private static string Checked(string payload) => payload + (char)Luhn.CheckDigit(Encoding.ASCII.GetBytes(payload));

    private static string Encrypted(CanonicalForm form, string value) => Cells.Apply("encryptFormat", FieldType.Text, $"\"{value}\"", form).Trim('"');

    private static string? Decrypted(CanonicalForm form, string value)
    {
        using var key = (FormatKey)TestKeys.Of(KeyUse.Ff1);
        byte[] number = Encoding.ASCII.GetBytes(value);
        return NumberFormat.TryRun(form, number, key, decrypts: true) ? Encoding.ASCII.GetString(number) : null;
    }
}
