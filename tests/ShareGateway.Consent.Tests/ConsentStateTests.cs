namespace ShareGateway.Consent.Tests;

public sealed class ConsentStateTests
{
    [Theory]
    [InlineData("dpv:ConsentUnknown", ConsentState.Unknown, 0, false)]
    [InlineData("dpv:ConsentGiven", ConsentState.Given, 1, true)]
    [InlineData("dpv:RenewedConsentGiven", ConsentState.Renewed, 2, true)]
    [InlineData("dpv:ConsentRefused", ConsentState.Refused, 3, false)]
    [InlineData("dpv:ConsentWithdrawn", ConsentState.Withdrawn, 4, false)]
    [InlineData("dpv:ConsentExpired", ConsentState.Expired, 5, false)]
    [InlineData("dpv:ConsentRevoked", ConsentState.Revoked, 6, false)]
    [InlineData("dpv:ConsentInvalidated", ConsentState.Invalidated, 7, false)]
    [InlineData("dpv:ConsentRequested", ConsentState.Requested, 8, false)]
    [InlineData("dpv:ConsentRequestDeferred", ConsentState.RequestDeferred, 9, false)]
    public void Names_numbers_and_what_they_allow_are_fixed(string name, ConsentState state, int number, bool grants)
    {
        Assert.True(ConsentStateNames.TryParse(name, out var parsed));
        Assert.Equal(state, parsed);
        Assert.Equal(number, (int)state);
        Assert.Equal(name, state.ToDpv());
        Assert.Equal(grants, state.IsGrant());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ConsentGiven")]
    [InlineData("dpv:consentgiven")]
    [InlineData("dpv:ConsentGiven ")]
    [InlineData("dpv:ConsentStatusValidForProcessing")]
    public void Any_other_name_is_unknown(string? name)
    {
        Assert.False(ConsentStateNames.TryParse(name, out var state));
        Assert.Equal(ConsentState.Unknown, state);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(10)]
    public void A_number_that_is_no_state_grants_nothing(int number)
    {
        Assert.False(((ConsentState)number).IsGrant());
        Assert.Equal("dpv:ConsentUnknown", ((ConsentState)number).ToDpv());
    }

    [Fact]
    public void Every_state_is_in_the_table_above() => Assert.Equal(10, Enum.GetValues<ConsentState>().Length);
}
