using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using ShareGateway.Proxy.Identity;

namespace ShareGateway.Proxy.Tests.Identity;

/// <summary>A token that passed is remembered for a moment, and never longer than it would have passed.</summary>
public sealed class CheckedTokensTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _clock = new(Noon);
    private readonly ECDsa _first = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _second = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Issuer _issuer = new();
    private readonly CountedCheck _check = new();
    private readonly CheckedTokens _tokens;

    public CheckedTokensTests()
    {
        _tokens = new CheckedTokens(_check, _clock);
        _issuer.Publishes(_first);
    }

    [Fact]
    public async Task A_token_is_checked_once_and_says_the_same_again()
    {
        var token = Token(_first, TimeSpan.FromHours(1));

        var full = await AskAsync(token);
        var remembered = await AskAsync(token);

        Assert.True(full.IsValid && remembered.IsValid);
        Assert.Equal(1, _check.Calls);
        Assert.Equal(full.ClaimsIdentity.Claims.Select(c => $"{c.Type} {c.Value}"), remembered.ClaimsIdentity.Claims.Select(c => $"{c.Type} {c.Value}"));
        Assert.Equal((full.SecurityToken.ValidFrom, full.SecurityToken.ValidTo), (remembered.SecurityToken.ValidFrom, remembered.SecurityToken.ValidTo));
        Assert.True(remembered.ClaimsIdentity.IsAuthenticated);
        Assert.IsNotType<JsonWebToken>(remembered.SecurityToken); // the token's text is not kept
    }

    [Theory]
    [InlineData(29, true)]
    [InlineData(30, false)]
    public async Task A_remembered_token_is_refused_from_its_expiry_on(int seconds, bool taken)
    {
        var token = Token(_first, TimeSpan.FromSeconds(30));
        await AskAsync(token);

        _clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(taken, (await AskAsync(token)).IsValid);
    }

    [Theory]
    [InlineData(59, 1)]
    [InlineData(60, 2)]
    [InlineData(-1, 2)]
    public async Task Nothing_is_remembered_for_longer_than_a_minute_nor_before_it_was_checked(int seconds, int checks)
    {
        var token = Token(_first, TimeSpan.FromHours(1));
        await AskAsync(token);

        _clock.AdjustTime(Noon.AddSeconds(seconds));
        await AskAsync(token);

        Assert.Equal(checks, _check.Calls);
    }

    [Fact]
    public async Task A_token_with_any_character_changed_is_refused()
    {
        var token = Token(_first, TimeSpan.FromHours(1));
        await AskAsync(token);

        // The last character carries four bits: another one there may be the same signature. The check settles it, not the memory.
        for (var i = 0; i < token.Length - 1; i++)
        {
            var spoilt = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            Assert.False((await AskAsync(spoilt)).IsValid, $"changed at {i}");
        }

        Assert.Equal(token.Length, _check.Calls);
    }

    [Fact]
    public async Task A_refusal_is_not_remembered()
    {
        var token = Token(_second, TimeSpan.FromHours(1));
        Assert.False((await AskAsync(token)).IsValid);

        _issuer.Publishes(_first, _second);

        Assert.True((await AskAsync(token)).IsValid);
    }

    [Fact]
    public async Task After_a_key_roll_over_a_token_of_the_old_key_is_refused_at_once()
    {
        var token = Token(_first, TimeSpan.FromHours(1));
        Assert.True((await AskAsync(token)).IsValid);

        _issuer.Publishes(_second);

        Assert.False((await AskAsync(token)).IsValid);
        Assert.True((await AskAsync(Token(_second, TimeSpan.FromHours(1)))).IsValid);
    }

    [Fact]
    public async Task Keys_of_the_host_s_own_file_are_part_of_what_is_remembered()
    {
        var token = Token(_first, TimeSpan.FromHours(1));
        await AskAsync(token, Parameters([KeyOf(_first)]));
        await AskAsync(token, Parameters([KeyOf(_first)]));

        Assert.Equal(2, _check.Calls);
    }

    [Fact]
    public async Task A_caller_is_recalled_by_the_exact_token_while_it_would_pass_without_another_check()
    {
        var token = Token(_first, TimeSpan.FromSeconds(30));
        Assert.Null(Recall(token, null, _issuer));
        await AskAsync(token);

        Assert.Equal("galerie", RecipientClaims.ClientId(Recall(token, null, _issuer)!));
        Assert.Null(Recall(token + " ", null, _issuer));
        Assert.Null(Recall(token, [KeyOf(_first)], _issuer)); // other keys than it was checked with
        Assert.Null(Recall(token, null, null));
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(Recall(token, null, _issuer));
    }

    [Fact]
    public async Task A_connection_knows_the_token_that_it_showed_last_without_another_look_as_long_as_it_holds()
    {
        var connection = new ShownToken();
        var header = $"Bearer {Token(_first, TimeSpan.FromSeconds(90))}";
        await AskAsync(header["Bearer ".Length..]);
        Assert.Null(connection.EntryOf(header));
        Assert.NotNull(Shown(header, connection));
        Assert.NotNull(connection.EntryOf(header));
        Assert.Null(connection.EntryOf(new string(header))); // not the text that was shown: nothing is compared

        _clock.Advance(CheckedTokens.Longest);
        Assert.Null(Shown(header, connection)); // a minute is over
        await AskAsync(header["Bearer ".Length..]);
        Assert.NotNull(Shown(header, connection)); // checked anew, and known anew
        var anew = connection.EntryOf(header);

        _issuer.Publishes(_second);
        Assert.Null(Shown(header, connection));
        Assert.Same(anew, connection.EntryOf(header));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic {0}")]
    [InlineData("{0}")]
    [InlineData("Bearer {0}, {0}")]
    [InlineData("Bearer {0} {0}")]
    public async Task A_header_that_is_not_one_token_recalls_nobody(string shape)
    {
        var token = Token(_first, TimeSpan.FromHours(1));
        await AskAsync(token);

        Assert.Null(Shown(string.Format(System.Globalization.CultureInfo.InvariantCulture, shape, token), new ShownToken()));
    }

    [Theory]
    [InlineData("Bearer {0}")]
    [InlineData("bearer {0}")]
    [InlineData("Bearer  {0} ")]
    public async Task A_header_with_one_token_recalls_its_partner(string shape)
    {
        var token = Token(_first, TimeSpan.FromHours(1));
        await AskAsync(token);

        Assert.Equal("galerie", Shown(string.Format(System.Globalization.CultureInfo.InvariantCulture, shape, token), null)?.ClientId);
    }

    [Fact]
    public async Task Nobody_is_recalled_after_a_key_roll_over()
    {
        var token = Token(_first, TimeSpan.FromHours(1));
        await AskAsync(token);
        Assert.NotNull(Recall(token, null, _issuer));

        _issuer.Publishes(_second);

        Assert.Null(Recall(token, null, _issuer));
    }

    [Fact]
    public async Task A_copy_of_the_parameters_for_each_request_hides_no_token_that_was_checked()
    {
        var token = Token(_first, TimeSpan.FromHours(1));
        var parameters = Parameters([KeyOf(_first), KeyOf(_second)]);
        await AskAsync(token, parameters.Clone());
        await AskAsync(token, parameters.Clone()); // as JwtBearer gives them

        Assert.Equal(1, _check.Calls);
    }

    [Fact]
    public async Task More_tokens_than_places_are_all_answered_rightly()
    {
        _check.Answer = text => new TokenValidationResult { IsValid = true, SecurityToken = new JsonWebToken(Token(_first, TimeSpan.FromHours(1))), ClaimsIdentity = new([new("client_id", text)]) };
        string[] texts = [.. Enumerable.Range(0, 3 * CheckedTokens.Places).Select(i => $"token {i}")];
        foreach (var text in texts.Concat(texts))
        {
            Assert.Equal(text, (await AskAsync(text)).ClaimsIdentity.FindFirst("client_id")!.Value);
        }

        Assert.InRange(_check.Calls, texts.Length * 2 - CheckedTokens.Places, texts.Length * 2); // no more are kept than there are places
    }

    [Fact]
    public void Withdrawn_keys_do_not_live_on_in_the_token_library()
    {
        var services = new ServiceCollection().AddLogging()
            .AddRecipientAuthentication(new IdentityOptions { Issuer = "https://issuer.example", MetadataAddress = "https://issuer.example/.well-known/openid-configuration" });
        using var provider = services.BuildServiceProvider();

        var jwt = provider.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get(RecipientAuthentication.DataScheme);

        Assert.False(Assert.IsType<BaseConfigurationManager>(jwt.ConfigurationManager, exactMatch: false).UseLastKnownGoodConfiguration);
        Assert.IsType<CheckedTokens>(Assert.Single(jwt.TokenHandlers));
    }

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }

    private static ECDsaSecurityKey KeyOf(ECDsa key) => new(key) { KeyId = Convert.ToHexString(key.ExportSubjectPublicKeyInfo()[^8..]) };

    private string Token(ECDsa key, TimeSpan lifetime) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = "https://issuer.example",
        Audience = "sharegateway",
        NotBefore = _clock.GetUtcNow().UtcDateTime,
        IssuedAt = _clock.GetUtcNow().UtcDateTime,
        Expires = (_clock.GetUtcNow() + lifetime).UtcDateTime,
        Claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["client_id"] = "galerie" },
        SigningCredentials = new SigningCredentials(KeyOf(key), SecurityAlgorithms.EcdsaSha256),
    });

    private RecalledPartner? Recall(string token, IEnumerable<SecurityKey>? configured, BaseConfigurationManager? issuer) =>
        _tokens.Recall(_tokens.Find(token), configured, issuer);

    private RecalledPartner? Shown(string header, ShownToken? connection) => RecalledCallers.Recall(header, connection, _tokens, null, _issuer);

    private Task<TokenValidationResult> AskAsync(string token, TokenValidationParameters? parameters = null) =>
        _tokens.ValidateTokenAsync(token, parameters ?? Parameters(null));

    private TokenValidationParameters Parameters(SecurityKey[]? own) => new()
    {
        ValidIssuer = "https://issuer.example",
        ValidAudience = "sharegateway",
        ConfigurationManager = own is null ? _issuer : null,
        IssuerSigningKeys = own,
        LifetimeValidator = (_, expires, _, _) => expires > _clock.GetUtcNow().UtcDateTime,
    };

    /// <summary>Publishes its keys as a metadata document does: other keys, another object.</summary>
    private sealed class Issuer : BaseConfigurationManager
    {
        private OpenIdConnectConfiguration _published = new();

        public Issuer() => UseLastKnownGoodConfiguration = false;

        public void Publishes(params ECDsa[] keys)
        {
            _published = new() { Issuer = "https://issuer.example" };
            Array.ForEach(keys, key => _published.SigningKeys.Add(KeyOf(key)));
        }

        public override Task<BaseConfiguration> GetBaseConfigurationAsync(CancellationToken cancel) => Task.FromResult<BaseConfiguration>(_published);

        public override void RequestRefresh()
        {
        }
    }

    private sealed class CountedCheck : TokenHandler
    {
        private readonly JsonWebTokenHandler _real = new();

        public int Calls { get; private set; }

        public Func<string, TokenValidationResult>? Answer { get; set; }

        public override SecurityToken ReadToken(string token) => _real.ReadToken(token);

        public override Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
        {
            Calls++;
            return Answer is null ? _real.ValidateTokenAsync(token, validationParameters) : Task.FromResult(Answer(token));
        }

        public override Task<TokenValidationResult> ValidateTokenAsync(SecurityToken token, TokenValidationParameters validationParameters) =>
            _real.ValidateTokenAsync(token, validationParameters);
    }
}
