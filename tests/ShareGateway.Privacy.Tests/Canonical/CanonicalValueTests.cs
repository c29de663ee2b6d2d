using System.Text;
using CsCheck;
using ShareGateway.Privacy.Canonical;

namespace ShareGateway.Privacy.Tests.Canonical;

public sealed class CanonicalValueTests
{
    private const string Unreadable = "(unreadable)";

    [Theory]
    [InlineData("C-42", "C-42")]
    [InlineData("  C-42\t\r\n", "C-42")]
    [InlineData(" C-42", "C-42")]
    [InlineData("C-42 ", "C-42")]
    [InlineData("\u00a0\u2003C-42\u3000", "C-42")]
    [InlineData("Jean Dupont", "Jean Dupont")]
    [InlineData("JEAN", "JEAN")]
    [InlineData("00042", "00042")]
    [InlineData("\u00c9lodie", "\u00c9lodie")]
    [InlineData("E\u0301lodie", "\u00c9lodie")]
    [InlineData("\u212b", "\u00c5")]
    [InlineData("\u1112\u1161\u11ab", "\ud55c")]
    [InlineData("a\u200db", "a\u200db")]
    [InlineData("\ue000", "\ue000")]
    [InlineData("", Unreadable)]
    [InlineData(" \t\u2003 ", Unreadable)]
    [InlineData("a\0b", Unreadable)]
    [InlineData("a\nb", Unreadable)]
    [InlineData("a\u007fb", Unreadable)]
    [InlineData("\u00e9\u0085\u00e9", Unreadable)]
    [InlineData("\u00e9\u0001", Unreadable)]
    [InlineData("a\u0378", Unreadable)] // unassigned
    [InlineData("a\ufffe", Unreadable)] // noncharacter
    public void Text_is_trimmed_composed_and_printable(string value, string expected) =>
        Assert.Equal(expected, Write(CanonicalForm.Text, value));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("0123", "0123")]
    [InlineData(" 123\n", "123")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("", Unreadable)]
    [InlineData("-1", Unreadable)]
    [InlineData("+1", Unreadable)]
    [InlineData("1.0", Unreadable)]
    [InlineData("1e3", Unreadable)]
    [InlineData("1 000", Unreadable)]
    [InlineData("0x1f", Unreadable)]
    [InlineData("\u0661\u0662", Unreadable)] // Arabic-Indic digits
    [InlineData("\uff11", Unreadable)] // full-width digit
    public void Digits_are_ASCII_digits_with_their_leading_zeros(string value, string expected) =>
        Assert.Equal(expected, Write(CanonicalForm.Digits, value));

    [Theory]
    [InlineData("a@b.example", "a@b.example")]
    [InlineData(" Jean.Dupont+News@Maison-Nord.EXAMPLE ", "jean.dupont+news@maison-nord.example")]
    [InlineData("\u00c9lodie@CAF\u00c9.example", "\u00e9lodie@caf\u00e9.example")]
    [InlineData("E\u0301lodie@cafe\u0301.example", "\u00e9lodie@caf\u00e9.example")]
    [InlineData("\u0391@x.example", "\u03b1@x.example")]
    [InlineData("J\u030c@x.example", "\u01f0@x.example")] // composes only in lower case
    [InlineData("a@localhost", "a@localhost")]
    [InlineData("", Unreadable)]
    [InlineData("a", Unreadable)]
    [InlineData("@", Unreadable)]
    [InlineData("@b.example", Unreadable)]
    [InlineData("a@", Unreadable)]
    [InlineData("a@b@c.example", Unreadable)]
    [InlineData("a b@c.example", Unreadable)]
    [InlineData("a@c .example", Unreadable)]
    [InlineData("\u00e9\u00a0b@c.example", Unreadable)]
    [InlineData("a@.example", Unreadable)]
    [InlineData("a@b.example.", Unreadable)]
    [InlineData("a@b\n.example", Unreadable)]
    public void Mail_addresses_are_lower_case_with_one_at(string value, string expected) =>
        Assert.Equal(expected, Write(CanonicalForm.Email, value));

    [Theory]
    [InlineData(CanonicalForm.Phone, " +33 6 12 34 56 78 ", "+33612345678")]
    [InlineData(CanonicalForm.Phone, "06 12 34 56 78", Unreadable)] // of which country?
    [InlineData(CanonicalForm.Iban, "fr14 2004 1010 0505 0001 3m02 606", "FR1420041010050500013M02606")]
    [InlineData(CanonicalForm.Iban, "FR1420041010050500013M02607", Unreadable)]
    [InlineData(CanonicalForm.Card, "4111 1111-1111 1111", "4111111111111111")]
    [InlineData(CanonicalForm.Card, "4111 1111-1111 1112", Unreadable)]
    [InlineData(CanonicalForm.Nir, "2 55 08 14 168 025 38", "2550814168025")]
    [InlineData(CanonicalForm.Nir, "2550814168025", "2550814168025")]
    [InlineData(CanonicalForm.Nir, "2 55 08 14 168 025 39", Unreadable)]
    [InlineData(CanonicalForm.Ip, " 2001:DB8:0:0:0:0:0:1 ", "2001:db8::1")]
    [InlineData(CanonicalForm.Ip, "::ffff:203.0.113.77", "203.0.113.77")]
    [InlineData(CanonicalForm.Ip, "203.0.113", Unreadable)]
    public void Numbers_are_written_without_what_parts_their_groups(CanonicalForm form, string value, string expected) => Assert.Equal(expected, Write(form, value));

    [Fact]
    public void Each_form_but_none_has_a_name_by_which_it_is_found()
    {
        string[] names = ["text", "digits", "email", "phone", "iban", "card", "nir", "ip"];
        var forms = Enum.GetValues<CanonicalForm>().Where(form => form is not CanonicalForm.None).ToArray();

        Assert.Equal(names, CanonicalForms.Names);
        Assert.Equal(names, forms.Select(CanonicalForms.NameOf).OrderBy(name => Array.IndexOf(names, name)));
        Assert.All(forms, form => Assert.Equal(form, CanonicalForms.Find(CanonicalForms.NameOf(form))));
        Assert.Equal(CanonicalForm.None, CanonicalForms.Find("Text"));
        Assert.Throws<InvalidOperationException>(() => CanonicalForms.NameOf(CanonicalForm.None));
    }

    [Theory]
    [InlineData(CanonicalForm.None)]
    [InlineData((CanonicalForm)4)]
    [InlineData((CanonicalForm)(-1))]
    public void A_form_that_was_not_declared_reads_nothing(CanonicalForm form) => Assert.Equal(Unreadable, Write(form, "42"));

    [Theory]
    [InlineData("ff")]
    [InlineData("c3")]
    [InlineData("61c328")]
    [InlineData("c0af")] // overlong
    [InlineData("eda080")] // lone surrogate
    [InlineData("f4908080")] // above U+10FFFF
    public void Ill_formed_bytes_are_unreadable_in_every_form(string hex)
    {
        Span<byte> room = stackalloc byte[CanonicalValue.MaxBytes];
        foreach (var form in Enum.GetValues<CanonicalForm>())
        {
            Assert.False(CanonicalValue.TryWrite(form, Convert.FromHexString(hex), room, out int written));
            Assert.Equal(0, written);
        }
    }

    [Theory]
    [InlineData(CanonicalForm.Text, "7", 256)]
    [InlineData(CanonicalForm.Digits, "7", 256)]
    [InlineData(CanonicalForm.Text, "\u00e9", 128)]
    [InlineData(CanonicalForm.Text, "\u20ac", 85)]
    [InlineData(CanonicalForm.Text, "e\u0301", 128)] // 384 bytes in, 256 out: the spelling does not count
    public void The_canonical_value_is_bounded_not_its_spelling(CanonicalForm form, string unit, int most)
    {
        Assert.NotEqual(Unreadable, Write(form, Repeat(unit, most)));
        Assert.Equal(Unreadable, Write(form, Repeat(unit, most + 1)));
        Assert.Equal(Unreadable, Write(form, Repeat(unit, 100_000)));
    }

    [Fact]
    public void A_mail_address_is_bounded_after_lower_case()
    {
        string widens = Repeat("\u023a", 84) + "@b.example"; // two bytes each, three in lower case: 262 bytes

        Assert.Equal(Unreadable, Write(CanonicalForm.Email, widens));
        Assert.NotEqual(Unreadable, Write(CanonicalForm.Email, widens[3..]));
    }

    [Fact]
    public void Too_little_room_is_an_error_of_the_caller()
    {
        byte[] room = new byte[CanonicalValue.MaxBytes - 1];

        var thrown = Assert.Throws<ArgumentException>(() => CanonicalValue.TryWrite(CanonicalForm.Text, "a"u8, room, out _));

        Assert.StartsWith("expected room for 256 bytes, got 255", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_a_canonical_value_again_changes_nothing() =>
        Gen.Select(Gen.OneOf(CanonicalForm.Text, CanonicalForm.Digits, CanonicalForm.Email), Samples.Text)
            .Sample((form, text) =>
            {
                string once = Write(form, text);
                return once == Unreadable || Write(form, once) == once;
            });

    [Fact]
    public void Surrounding_white_space_never_matters() =>
        Gen.Select(Gen.OneOf(CanonicalForm.Text, CanonicalForm.Digits, CanonicalForm.Email), Samples.Text, Gen.OneOf(" ", "\t", "\r\n", "\u00a0", "\u3000"))
            .Sample((form, text, space) => Write(form, space + text + space) == Write(form, text));

    private static string Write(CanonicalForm form, string value)
    {
        Span<byte> room = stackalloc byte[CanonicalValue.MaxBytes + 8];
        room.Fill(0x55);
        bool done = CanonicalValue.TryWrite(form, Encoding.UTF8.GetBytes(value), room, out int written);
        Assert.False(room[CanonicalValue.MaxBytes..].ContainsAnyExcept((byte)0x55));
        Assert.Equal(done, written > 0);
        return done ? Encoding.UTF8.GetString(room[..written]) : Unreadable;
    }

    private static string Repeat(string unit, int count) => string.Concat(Enumerable.Repeat(unit, count));
}
