using System.Text;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Keys;
using ShareGateway.Privacy.Tests.Keys;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Privacy.Tests.Transforms;

public sealed class PseudonymiseTests
{
    [Theory]
    [InlineData(FieldType.Text, CanonicalForm.Text, "\"C-42\"", "C-42")]
    [InlineData(FieldType.Text, CanonicalForm.Text, "\" E\u0301lodie \"", "\u00c9lodie")]
    [InlineData(FieldType.Text, CanonicalForm.Digits, "\"0042\"", "0042")]
    [InlineData(FieldType.Integer, CanonicalForm.Digits, "42", "42")]
    [InlineData(FieldType.Integer, CanonicalForm.Text, "-42", "-42")]
    [InlineData(FieldType.Text, CanonicalForm.Email, "\"A@B.example\"", "a@b.example")]
    public void The_canonical_value_is_what_gets_a_pseudonym(FieldType type, CanonicalForm form, string value, string canonical)
    {
        using var key = TestKeys.Key();

        Assert.Equal($"\"{TestKeys.Pseudonym(key, canonical)}\"", Cells.Apply("pseudonymise", type, value, form));
    }

    [Fact]
    public void A_number_and_its_text_have_one_pseudonym() =>
        Assert.Equal(
            Cells.Apply("pseudonymise", FieldType.Text, "\"42\"", CanonicalForm.Digits),
            Cells.Apply("pseudonymise", FieldType.Integer, "42", CanonicalForm.Digits));

    [Theory]
    [InlineData(FieldType.Text, CanonicalForm.Text, "\"\"")]
    [InlineData(FieldType.Text, CanonicalForm.Text, "\"  \"")]
    [InlineData(FieldType.Text, CanonicalForm.Text, "\"a\tb\"")]
    [InlineData(FieldType.Text, CanonicalForm.Digits, "\"C-42\"")]
    [InlineData(FieldType.Text, CanonicalForm.Email, "\"nobody\"")]
    [InlineData(FieldType.Text, CanonicalForm.Text, "42")]
    [InlineData(FieldType.Integer, CanonicalForm.Digits, "-42")]
    [InlineData(FieldType.Integer, CanonicalForm.Digits, "42.0")]
    [InlineData(FieldType.Integer, CanonicalForm.Digits, "4.2e1")]
    [InlineData(FieldType.Integer, CanonicalForm.Digits, "\"42\"")]
    public void What_cannot_be_read_has_no_pseudonym(FieldType type, CanonicalForm form, string value) =>
        Assert.Equal(Cells.Failed, Cells.Apply("pseudonymise", type, value, form));

    [Theory]
    [InlineData("pseudonymise", FieldType.Text, CanonicalForm.Text)]
    [InlineData("pseudonymise form=uuid", FieldType.Text, CanonicalForm.Email)]
    [InlineData("pseudonymise form=digits length=20", FieldType.Integer, CanonicalForm.Digits)]
    public void What_is_put_off_comes_to_what_is_done_at_once(string spec, FieldType type, CanonicalForm form)
    {
        using var key = TestKeys.Key();
        var transform = TransformCatalogue.Find("pseudonymise")!.Create(Cells.Spec(spec), type, form, key);
        string[] values = [.. Enumerable.Range(0, 150).Select(i => form is CanonicalForm.Email ? $"Prenom{i}@B.example" : $"{1000 + i}")];
        var kind = type is FieldType.Integer ? CellKind.Number : CellKind.Text;
        byte[] prepared = new byte[values.Length * CanonicalValue.MaxBytes];
        int[] ends = new int[values.Length];
        int[] places = [.. values.Select((_, i) => 7 + ((values.Length - 1 - i) * (transform.DeferredBytes + 3)))];
        byte[] text = [.. Enumerable.Repeat((byte)'|', 7 + (values.Length * (transform.DeferredBytes + 3)))];
        int used = 0;
        for (int i = 0; i < values.Length; i++)
        {
            Assert.True(transform.TryDefer(Encoding.UTF8.GetBytes(values[i]), prepared.AsSpan(used), out int written));
            ends[i] = used += written;
        }

        transform.Complete(new ValueList(prepared, ends), text, places);

        for (int i = 0; i < values.Length; i++)
        {
            var output = new CellBuffer();
            Assert.True(transform.TryApply(new Cell(kind, Encoding.UTF8.GetBytes(values[i])), output));
            Assert.Equal(transform.DeferredBytes, output.Bytes.Length);
            Assert.Equal(Encoding.ASCII.GetString(output.Bytes), Encoding.ASCII.GetString(text, places[i], transform.DeferredBytes));
            text.AsSpan(places[i], transform.DeferredBytes).Fill((byte)'|');
        }

        Assert.All(text, other => Assert.Equal((byte)'|', other)); // and nothing beside
    }

    [Fact]
    public void What_cannot_be_read_cannot_be_put_off()
    {
        using var key = TestKeys.Key();
        var transform = TransformCatalogue.Find("pseudonymise")!.Create(Cells.Spec("pseudonymise"), FieldType.Text, CanonicalForm.Digits, key);

        Assert.False(transform.TryDefer("C-42"u8, new byte[CanonicalValue.MaxBytes], out _));
        Assert.False(transform.TryDefer([], new byte[CanonicalValue.MaxBytes], out _));
    }

    [Theory]
    [InlineData("pseudonymise", LinkScope.Response)]
    [InlineData("pseudonymise linkable=response", LinkScope.Response)]
    [InlineData("pseudonymise linkable=agreement", LinkScope.Agreement)]
    [InlineData("pseudonymise linkable=recipient", LinkScope.Recipient)]
    [InlineData("pseudonymise linkable=everyone", LinkScope.None)]
    [InlineData("mask", LinkScope.None)]
    public void The_narrowest_link_scope_holds_unless_one_is_written(string spec, LinkScope scope) =>
        Assert.Equal(scope, TransformCatalogue.Find(Cells.Spec(spec).Name)!.LinkScopeOf(Cells.Spec(spec)));

    [Fact]
    public void Without_a_key_or_a_form_there_is_no_transform()
    {
        using var key = TestKeys.Key();
        var definition = TransformCatalogue.Find("pseudonymise")!;
        var spec = Cells.Spec("pseudonymise");

        var noKey = Assert.Throws<ArgumentException>(() => definition.Create(spec, FieldType.Text, CanonicalForm.Text, null));
        var noForm = Assert.Throws<ArgumentException>(() => definition.Create(spec, FieldType.Text, CanonicalForm.None, key));

        Assert.Equal("key", noKey.ParamName);
        Assert.Equal("form", noForm.ParamName);
        Assert.Throws<ArgumentException>(() => definition.Create(spec, FieldType.Text, (CanonicalForm)9, key));
    }

    [Fact]
    public void A_key_that_is_gone_fails_the_request_and_delivers_nothing()
    {
        var key = TestKeys.Key();
        var transform = TransformCatalogue.Find("pseudonymise")!.Create(Cells.Spec("pseudonymise"), FieldType.Text, CanonicalForm.Text, key);
        key.Dispose();
        var output = new CellBuffer();

        Assert.Throws<ObjectDisposedException>(() => transform.TryApply(new Cell(CellKind.Text, "C-42"u8), output));

        Assert.Equal(CellKind.None, output.Kind);
    }
}
