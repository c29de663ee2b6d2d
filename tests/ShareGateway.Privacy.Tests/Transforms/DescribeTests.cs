using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Privacy.Tests.Transforms;

/// <summary>The words that a DPO signs.</summary>
public sealed class DescribeTests
{
    [Theory]
    [InlineData("reveal", "in clear", "en clair")]
    [InlineData("drop", "left out", "non transmis")]
    [InlineData("blank", "blanked", "vid\u00e9")]
    [InlineData("mask", "masked throughout", "enti\u00e8rement masqu\u00e9")]
    [InlineData("mask keepFirst=1", "masked but for the first character", "masqu\u00e9, sauf le premier caract\u00e8re")]
    [InlineData("mask keepLast=4", "masked but for the last 4 characters", "masqu\u00e9, sauf les 4 derniers caract\u00e8res")]
    [InlineData(
        "mask keepFirst=2 keepLast=1",
        "masked but for the first 2 characters and the last character",
        "masqu\u00e9, sauf les 2 premiers caract\u00e8res et le dernier caract\u00e8re")]
    [InlineData("generalise to=year", "reduced to the year", "r\u00e9duit \u00e0 l'ann\u00e9e")]
    [InlineData("generalise to=month", "reduced to the month", "r\u00e9duit au mois")]
    [InlineData("generalise band=10", "in bands of 10", "par tranches de 10")]
    [InlineData("generalise keepFirst=1", "reduced to the first character", "r\u00e9duit au premier caract\u00e8re")]
    [InlineData("generalise keepFirst=2", "reduced to the first 2 characters", "r\u00e9duit aux 2 premiers caract\u00e8res")]
    [InlineData("pseudonymise", "replaced by a pseudonym that changes with every response", "remplac\u00e9 par un pseudonyme qui change \u00e0 chaque r\u00e9ponse")]
    [InlineData(
        "pseudonymise linkable=agreement",
        "replaced by a pseudonym that stays the same within this agreement",
        "remplac\u00e9 par un pseudonyme stable au sein de cet accord")]
    [InlineData(
        "pseudonymise linkable=recipient",
        "replaced by a pseudonym that stays the same in all agreements of this recipient",
        "remplac\u00e9 par un pseudonyme stable dans tous les accords de ce destinataire")]
    public void Each_transform_says_what_a_recipient_gets(string written, string english, string french)
    {
        var spec = Cells.Spec(written);
        var definition = TransformCatalogue.Find(spec.Name)!;

        Assert.Equal((english, french), (definition.Describe(spec, "en"), definition.Describe(spec, "fr")));
    }

    [Theory]
    [InlineData("de")]
    [InlineData("EN")]
    [InlineData("")]
    public void A_language_that_is_not_spoken_is_an_error(string language) =>
        Assert.Throws<ArgumentException>(() => TransformCatalogue.Find("drop")!.Describe(Cells.Spec("drop"), language));
}
