using Microsoft.AspNetCore.DataProtection;
using ShareGateway.Proxy.Shares;

namespace ShareGateway.Proxy.Tests;

public sealed class PageTokensTests
{
    private readonly PageTokens _tokens = new(new EphemeralDataProtectionProvider());

    [Theory]
    [InlineData(0, 0)]
    [InlineData(7, 499)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void A_token_comes_back_as_it_went(int page, int record)
    {
        Assert.True(_tokens.TryRead(_tokens.Write(new(page, record), "me"), "me", out var place));
        Assert.Equal(new(page, record), place);
    }

    [Fact]
    public void A_token_is_bound_to_its_caller() => Assert.False(_tokens.TryRead(_tokens.Write(new(1, 2), "me"), "you", out _));

    [Fact]
    public void Every_changed_character_spoils_a_token()
    {
        var token = _tokens.Write(new(1, 2), "me");
        for (var i = 0; i < token.Length - 1; i++)
        {
            // The last character may carry unused bits; every other one counts.
            var spoilt = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];

            Assert.False(_tokens.TryRead(spoilt, "me", out _), $"character {i}");
        }
    }

    [Fact]
    public void All_tokens_have_one_length() =>
        Assert.Equal(_tokens.Write(new(0, 0), "a").Length, _tokens.Write(new(int.MaxValue, int.MaxValue), new string('b', 500)).Length);

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("????")]
    public void What_is_no_token_is_refused(string text) => Assert.False(_tokens.TryRead(text, "me", out _));
}
