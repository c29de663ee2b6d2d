using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Privacy.Tests.Transforms;

public sealed class RedactTextTests
{
    [Theory]
    [InlineData("write to anne.martin@mail.example, please", "write to [email], please")]
    [InlineData("<\u00e9lodie@\u00e9t\u00e9.example>", "<[email]>")]
    [InlineData("me @home, you@home", "me @home, you@home")]
    [InlineData("call 06 12 34 56 78 or +32 2 555 12 12!", "call [phone] or [phone]!")]
    [InlineData("call +33 (0)6 12 34 56 78", "call [phone]")]
    [InlineData("order 123456 of 2026-10-31", "order 123456 of 2026-10-31")]
    [InlineData("pay to FR14 2004 1010 0505 0001 3M02 606 by Friday", "pay to [iban] by Friday")]
    [InlineData("pay to de89370400440532013000.", "pay to [iban].")]
    [InlineData("FR14 2004 1010 0505 0001 3M02 607", "FR14 2004 1010 0505 0001 3M02 607")]
    [InlineData("FR1420041010050500013M026060", "FR1420041010050500013M026060")]
    [InlineData("card 4111 1111 1111 1111 exp 12/28", "card [card] exp 12/28")]
    [InlineData("card 4111111111111112", "card 4111111111111112")]
    [InlineData("NIR 2 55 08 14 168 025 38", "NIR [nir]")]
    [InlineData("NIR 255082A16802597", "NIR [nir]")]
    [InlineData("SIREN 732 829 320", "SIREN [siren]")]
    [InlineData("SIRET 732 829 320 00074", "SIRET [siret]")]
    [InlineData("La Poste 356 000 000 49837", "La Poste [siret]")]
    [InlineData("SPI 30 23 217 600 053", "SPI [spi]")]
    [InlineData("SPI 3023217600053.", "SPI [spi].")]
    [InlineData("SPI 3023217600055", "SPI 3023217600055")]
    [InlineData("BIC: BNPAFRPPXXX, thank you", "BIC: [bic], thank you")]
    [InlineData("swift code AGRIFRPP882", "swift code [bic]")]
    [InlineData("SWIFT/BIC AGRIFRPP", "SWIFT/BIC [bic]")]
    [InlineData("BIC BNPAFRPPXX", "BIC BNPAFRPPXX")]
    [InlineData("REFERENCE ACCEPTED", "REFERENCE ACCEPTED")]
    [InlineData("device 00:1B:44:11:3a:B7.", "device [mac].")]
    [InlineData("device 00-1B-44-11-3A-B7", "device [mac]")]
    [InlineData("device 001b.4411.3ab7", "device [mac]")]
    [InlineData("device 00:1B:44-11-3A-B7", "device 00:1B:44-11-3A-B7")]
    [InlineData("VAT FR44732829320", "VAT [vat]")]
    [InlineData("VAT FR 44 732 829 320", "VAT [vat]")]
    [InlineData("from 203.0.113.77.", "from [ip].")]
    [InlineData("from 2001:db8::1: refused", "from [ip]: refused")]
    [InlineData("at 10:30:45 on channel 1:2", "at 10:30:45 on channel 1:2")]
    [InlineData("see https://me:secret@shop.example/x", "see https://[url]/x")]
    [InlineData("nothing to see", "nothing to see")]
    [InlineData("", "")]
    public void What_can_be_told_by_its_form_is_replaced(string text, string redacted) => Assert.Equal($"\"{redacted}\"", Cells.Apply("redactText", FieldType.Text, $"\"{text}\""));

    [Fact]
    public void Only_what_is_asked_for_is_looked_for()
    {
        const string text = "\"anne@mail.example, 06 12 34 56 78, 203.0.113.77\"";

        Assert.Equal("\"***, 06 12 34 56 78, 203.0.113.77\"", Cells.Apply("redactText find=email with=mask", FieldType.Text, text));
        Assert.Equal("\"anne@mail.example, [phone], [ip]\"", Cells.Apply("redactText find=ip,phone", FieldType.Text, text));
    }

    [Theory]
    [InlineData("iban", "FR14 2004 1010 0505 0001 3M02 606", "[iban]")]
    [InlineData("iban", "FR14 2004/1010 0505 0001 3M02 606", "FR14 2004/1010 0505 0001 3M02 606")]
    [InlineData("iban", "FR14 2004 1010 0505 0001 3M02 606/x", "[iban]/x")]
    [InlineData("url", "see https://me:secret@shop.example/x", "see https://[url]@shop.example/x")]
    [InlineData("email,phone", "a@b.example+33612345678", "[email][phone]")]
    [InlineData("email,phone", "a@b.example +33612345678", "[email] [phone]")]
    public void A_find_ends_where_the_identifier_does(string find, string text, string redacted) =>
        Assert.Equal($"\"{redacted}\"", Cells.Apply($"redactText find={find}", FieldType.Text, $"\"{text}\""));

    [Fact]
    public void National_numbers_are_those_of_the_country_that_is_named()
    {
        Assert.Equal("\"[phone]\"", Cells.Apply("redactText nationalOf=GB", FieldType.Text, "\"020 7946 0018\""));
        Assert.Equal("\"020 7946 0018\"", Cells.Apply("redactText", FieldType.Text, "\"020 7946 0018\""));
    }

    [Fact]
    public void Several_finds_at_one_place_are_one()
    {
        string redacted = Cells.Apply("redactText", FieldType.Text, "\"x 73282932000074 y 4111 1111 1111 1111 4111 1111 1111 1111 z\"");

        Assert.Matches("^\"x \\[siret\\] y \\[[a-z]+\\] \\[[a-z]+\\] z\"$", redacted);
    }

    [Fact]
    public void Too_long_a_text_and_too_many_finds_fail()
    {
        string mail = string.Concat(Enumerable.Repeat("a@b.example ", 257));

        Assert.Equal(Cells.Failed, Cells.Apply("redactText", FieldType.Text, $"\"{mail}\""));
        Assert.NotEqual(Cells.Failed, Cells.Apply("redactText", FieldType.Text, $"\"{mail[12..]}\""));
        Assert.Equal(Cells.Failed, Cells.Apply("redactText", FieldType.Text, $"\"{new string('a', (64 << 10) + 1)}\""));
        Assert.NotEqual(Cells.Failed, Cells.Apply("redactText", FieldType.Text, $"\"{new string('a', 64 << 10)}\""));
    }

    [Fact]
    public void A_guardrail_must_name_it() =>
        Assert.Equal(["redactText"], TransformCatalogue.All.Where(definition => definition.NeedsOptIn).Select(definition => definition.Name));
}
