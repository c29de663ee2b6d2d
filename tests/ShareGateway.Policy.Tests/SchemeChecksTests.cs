namespace ShareGateway.Policy.Tests;

public sealed class SchemeChecksTests : IDisposable
{
    private readonly PolicyFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void One_scheme_in_two_forms_in_one_scope_is_a_finding_that_names_both_lines()
    {
        Second("fr/shop/contracts/orders.yaml", "form: digits");

        Assert.Equal(
            ["fr/shop/contracts/orders.yaml:25:16: SGP030: scheme `customer-number` has several forms: another one stands in fr/shop/contracts/customers.yaml:25:16; give it one form in all contracts of a scope"],
            _files.Findings());
    }

    [Theory]
    [InlineData("fr/shop/contracts/orders.yaml", "form: text")]
    [InlineData("fr/other/contracts/orders.yaml", "form: digits")]
    public void The_same_form_is_none_and_neither_is_another_controller_s(string file, string form)
    {
        Second(file, form);

        Assert.Empty(_files.Findings());
    }

    private void Second(string file, string form) => _files.Write(
        file, PolicyFiles.Texts[PolicyFiles.Customers].Replace("id: customers\n", "id: orders\n", StringComparison.Ordinal).Replace("form: text", form, StringComparison.Ordinal));
}
