using System.Text;
using System.Text.Json;
using ShareGateway.Privacy.Identifiers;

namespace ShareGateway.Privacy.Tests.Identifiers;

/// <summary>Numbers that check themselves, against an independent implementation of their rules.</summary>
public sealed class CheckDigitTests
{
    private static readonly JsonElement Vectors = VectorFile.Read<JsonElement>("privacy-check-digits.json");

    [Fact]
    public void Card_numbers() => AssertAll("cards", text => CardNumber.TryRead(text, new byte[CompactText.MaxBytes], out _));

    [Fact]
    public void Ibans() => AssertAll("ibans", text => Iban.TryRead(text, new byte[CompactText.MaxBytes], out _));

    [Fact]
    public void Social_security_numbers() => AssertAll("nirs", text => Nir.TryRead(text, new byte[CompactText.MaxBytes], out bool hasKey) && hasKey);

    [Fact]
    public void Tax_numbers_of_people() => AssertAll("spis", text => TaxNumber.IsSpi(text));

    [Theory]
    [InlineData("2550814168025", true, false)]
    [InlineData("2550814168025 38", true, true)]
    [InlineData("2550814168025 39", false, true)]
    [InlineData("25508141680253", false, false)]
    [InlineData("255081416802", false, false)]
    [InlineData("25508A4168025", false, false)]
    [InlineData("2550814168!25", false, false)]
    [InlineData("5550814168025", false, false)]
    [InlineData("2551314168025", false, false)]
    public void A_social_security_number_says_whether_it_has_its_key(string text, bool isOne, bool hasKey)
    {
        Assert.Equal(isOne, Nir.TryRead(Encoding.ASCII.GetBytes(text), new byte[CompactText.MaxBytes], out bool had));
        Assert.Equal(hasKey, had);
    }

    [Theory]
    [InlineData("0", false)]
    [InlineData("", false)]
    [InlineData("00", true)]
    [InlineData("18", true)]
    [InlineData("19", false)]
    public void A_check_digit_needs_something_to_check(string digits, bool isOne) => Assert.Equal(isOne, Luhn.IsValid(Encoding.ASCII.GetBytes(digits)));

    [Fact]
    public void A_number_has_64_characters_at_most_and_one_at_least()
    {
        byte[] compact = new byte[CompactText.MaxBytes];

        Assert.True(CompactText.TryWrite(Encoding.ASCII.GetBytes(new string('7', CompactText.MaxBytes) + " "), [], compact, out int length));
        Assert.Equal(CompactText.MaxBytes, length);
        Assert.False(CompactText.TryWrite(Encoding.ASCII.GetBytes(new string('7', CompactText.MaxBytes + 1)), [], compact, out length));
        Assert.Equal(0, length);
        Assert.False(CompactText.TryWrite([], [], compact, out _));
        Assert.False(CompactText.TryWrite("a!"u8, [], compact, out _));
    }

    [Fact]
    public void Vat_numbers() => AssertAll("vat", text => VatNumber.IsValid(text));

    [Fact]
    public void Company_numbers_with_the_rule_of_La_Poste()
    {
        foreach (var one in Vectors.GetProperty("companies").EnumerateArray())
        {
            byte[] digits = Encoding.ASCII.GetBytes(one[0].GetString()!);
            bool isOne = one[1].GetString() == "siren" ? CompanyNumber.IsSiren(digits) : CompanyNumber.IsSiret(digits);
            Assert.True(one[2].GetBoolean() == isOne, one[0].GetString());
        }
    }

    [Theory]
    [InlineData("732829320", 44)]
    [InlineData("404833048", 83)]
    public void The_key_of_a_French_vat_number(string siren, int key) => Assert.Equal(key, CompanyNumber.VatKey(Encoding.ASCII.GetBytes(siren)));

    [Theory]
    [InlineData("2550814168025", 38)]
    [InlineData("255082A168025", 97)]
    public void The_key_of_a_social_security_number(string nir, int key) => Assert.Equal(key, Nir.KeyOf(Encoding.ASCII.GetBytes(nir)));

    [Theory]
    [InlineData("FR0020041010050500013M02606", 14)]
    [InlineData("DE00370400440532013000", 89)]
    public void The_check_digits_of_an_iban(string iban, int check) => Assert.Equal(check, Iban.CheckDigits(Encoding.ASCII.GetBytes(iban)));

    [Theory]
    [InlineData("FR14 2004 1010 0505 0001 3M02 606", true)]
    [InlineData("fr14-2004-1010-0505-0001-3m02-606", true)]
    [InlineData("FR14\u00a02004\u202f1010 0505 0001 3M02 606", true)]
    [InlineData("FR14/2004 1010 0505 0001 3M02 606", false)]
    [InlineData("", false)]
    [InlineData("   ", false)]
    [InlineData("ZZ1420041010050500013M02606", false)]
    [InlineData("FRAA20041010050500013M02606", false)]
    public void Groups_are_parted_by_spaces_and_hyphens(string iban, bool isOne) =>
        Assert.Equal(isOne, Iban.TryRead(Encoding.UTF8.GetBytes(iban), new byte[CompactText.MaxBytes], out _));

    [Theory]
    [InlineData("4111 1111 1111 1111", true)]
    [InlineData("0000 0000 0000 0000", false)]
    [InlineData("42", false)]
    [InlineData("4111111111111111x", false)]
    public void Cards_have_12_to_19_digits_that_are_not_all_zero(string card, bool isOne) =>
        Assert.Equal(isOne, CardNumber.TryRead(Encoding.UTF8.GetBytes(card), new byte[CompactText.MaxBytes], out _));

    [Theory]
    [InlineData("+33 6 12 34 56 78", null, "+33612345678", 2)]
    [InlineData("0033612345678", null, "+33612345678", 2)]
    [InlineData("+1 (202) 555-0123", null, "+12025550123", 1)]
    [InlineData("06.12.34.56.78", "FR", "+33612345678", 2)]
    [InlineData("612345678", "FR", "+33612345678", 2)]
    [InlineData("+39 06 1234 5678", "FR", "+390612345678", 2)]
    [InlineData("020 7946 0018", "GB", "+442079460018", 2)]
    [InlineData("06 12 34 56 78", null, null, 0)]
    [InlineData("+999 123 456 789", null, null, 0)]
    [InlineData("+33 12", null, null, 0)]
    [InlineData("+33 6 12 34 56 78 90 12 34 5", null, null, 0)]
    [InlineData("+290 1234", null, "+2901234", 3)] // seven digits, the least
    [InlineData("+290 123", null, null, 0)]
    [InlineData("+49 1234567890123", null, "+491234567890123", 2)] // fifteen, the most
    [InlineData("+49 12345678901234", null, null, 0)]
    [InlineData("0049 1234567890123", null, "+491234567890123", 2)]
    [InlineData("612 34 56 78", "ES", "+34612345678", 2)] // nothing is dialled in front there
    [InlineData("123456789012345", "FR", null, 0)]
    [InlineData("+99", null, null, 0)]
    [InlineData("call me", "FR", null, 0)]
    [InlineData("", "FR", null, 0)]
    [InlineData("+", "FR", null, 0)]
    public void Telephone_numbers_become_e164(string text, string? region, string? e164, int codeLength)
    {
        byte[] number = new byte[1 + CompactText.MaxBytes];

        bool done = PhoneText.TryRead(Encoding.UTF8.GetBytes(text), region is null ? null : PhoneRegion.Of(region), number, out int length, out int code);

        Assert.Equal((e164 is not null, codeLength), (done, done ? code : 0));
        Assert.Equal(e164 ?? "", Encoding.ASCII.GetString(number, 0, length));
    }

    [Fact]
    public void An_unknown_region_is_refused() =>
        Assert.StartsWith("expected a region, got `XX`", Assert.Throws<ArgumentException>(() => PhoneRegion.Of("XX")).Message, StringComparison.Ordinal);

    [Fact]
    public void What_no_numbering_plan_can_read_is_no_number() => Assert.False(PhoneRegion.Of("FR").HasNumber("x"));

    private static void AssertAll(string family, Func<byte[], bool> isOne)
    {
        var cases = Vectors.GetProperty(family).EnumerateArray().ToArray();
        Assert.All(cases, one => Assert.True(one[1].GetBoolean() == isOne(Encoding.ASCII.GetBytes(one[0].GetString()!)), one[0].GetString()));
        Assert.Contains(cases, one => one[1].GetBoolean());
        Assert.Contains(cases, one => !one[1].GetBoolean());
    }
}
