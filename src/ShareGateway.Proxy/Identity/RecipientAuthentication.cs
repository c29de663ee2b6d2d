using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ShareGateway.Proxy.Refusals;
using ShareGateway.Proxy.Settings;

namespace ShareGateway.Proxy.Identity;

/// <summary>
/// Who may speak: signed access tokens of one issuer, one audience per plane. The options that JwtBearer leaves open are closed here.
/// </summary>
/// <remarks>Sources: RFC 9068, RFC 8725, FAPI 2.0 Security Profile (algorithms, header only).</remarks>
internal static class RecipientAuthentication
{
    public const string DataScheme = "Partner";
    public const string ManagementScheme = "Management";
    public const string ConsentWriter = "consent-writer";
    public const string TokenType = "at+jwt";
    public const string ConsentScope = "consent:write";

    private static readonly string[] Algorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSsaPssSha256];

    /// <summary>Policy of endpoints for people of the group, whoever of <see cref="StaffRoles.Operator"/> and <see cref="StaffRoles.Dpo"/>.</summary>
    public const string AnyStaff = "any-staff";

    /// <summary>Policy of endpoints for data protection officers alone.</summary>
    public const string Dpo = "dpo";

    /// <summary>Policy of endpoints for operators alone.</summary>
    public const string Operator = "operator";

    public static IServiceCollection AddRecipientAuthentication(this IServiceCollection services, IdentityOptions options)
    {
        var keys = ReadKeys(options);
        services.AddAuthentication(DataScheme)
            .AddJwtBearer(DataScheme, jwt => Tighten(jwt, options, options.Audience, keys))
            .AddJwtBearer(ManagementScheme, jwt => Tighten(jwt, options, options.ManagementAudience, keys));
        services.PostConfigureAll<JwtBearerOptions>(KeepNoOldKeys);
        services.AddAuthorizationBuilder()
            .AddPolicy(DataScheme, new AuthorizationPolicyBuilder(DataScheme).RequireAuthenticatedUser().Build())
            .AddPolicy(ConsentWriter, new AuthorizationPolicyBuilder(ManagementScheme).RequireAuthenticatedUser()
                .RequireAssertion(c => RecipientClaims.HasScope(c.User, ConsentScope)).Build())
            .AddPolicy(AnyStaff, ForStaff(options, StaffRoles.Operator | StaffRoles.Dpo))
            .AddPolicy(Dpo, ForStaff(options, StaffRoles.Dpo))
            .AddPolicy(Operator, ForStaff(options, StaffRoles.Operator))

            // An endpoint that forgot to say who may use it is for nobody.
            .SetFallbackPolicy(new AuthorizationPolicyBuilder(DataScheme).RequireAssertion(_ => false).Build());
        return services;
    }

    /// <summary>What a token must be.</summary>
    public static TokenValidationParameters DemandsOf(string issuer, string audience, IReadOnlyList<SecurityKey>? keys) => new()
    {
        ValidIssuer = issuer,
        ValidAudience = audience,
        IssuerSigningKeys = keys,
        ValidAlgorithms = Algorithms,
        ValidTypes = [TokenType],
        ClockSkew = TimeSpan.FromSeconds(10),
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        TryAllIssuerSigningKeys = false,
        IgnoreTrailingSlashWhenValidatingAudience = false,
    };

    /// <summary>Checks tokens of one scheme. The token library reads the system's clock, so its memory does too.</summary>
    public static CheckedTokens NewCheck() => new(new JsonWebTokenHandler { MapInboundClaims = false }, TimeProvider.System);

    private static AuthorizationPolicy ForStaff(IdentityOptions options, StaffRoles roles) => new AuthorizationPolicyBuilder(ManagementScheme)
        .RequireAuthenticatedUser()
        .RequireAssertion(c => Staff.Of(c.User).HoldsAny(roles) && (options.StaffAcr.Length == 0 || c.User.HasClaim("acr", options.StaffAcr)))
        .Build();

    private static void Tighten(JwtBearerOptions jwt, IdentityOptions options, string audience, IReadOnlyList<SecurityKey>? keys)
    {
        jwt.SaveToken = false;
        jwt.IncludeErrorDetails = false;
        jwt.AutomaticRefreshInterval = TimeSpan.FromMinutes(15); // a withdrawn key lives on for this long at most
        if (keys is null)
        {
            jwt.MetadataAddress = options.MetadataAddress;
        }

        jwt.TokenValidationParameters = DemandsOf(options.Issuer, audience, keys);
        jwt.TokenHandlers.Clear();
        jwt.TokenHandlers.Add(NewCheck());
        jwt.Events = new JwtBearerEvents
        {
            OnMessageReceived = RefuseTokenElsewhere,
            OnChallenge = ChallengeAsync,
            OnForbidden = context => RefuseAsync(context.HttpContext, WhatIsMissing(context.HttpContext), StatusCodes.Status403Forbidden),
        };
    }

    /// <summary>The library would go on taking keys that the issuer has withdrawn, for an hour, as the "last known good" ones.</summary>
    private static void KeepNoOldKeys(JwtBearerOptions jwt)
    {
        if (jwt.ConfigurationManager is BaseConfigurationManager manager)
        {
            manager.UseLastKnownGoodConfiguration = false;
        }
    }

    /// <summary>A token in the query would stand in other people's logs (RFC 6750, section 2.3); two headers could be read in two ways.</summary>
    private static Task RefuseTokenElsewhere(MessageReceivedContext context)
    {
        if (context.Request.Headers.Authorization.Count > 1)
        {
            context.Fail("two authorization headers");
        }

        return Task.CompletedTask;
    }

    private static Task ChallengeAsync(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        var missing = context.Request.Headers.Authorization.Count == 0;
        context.Response.Headers.WWWAuthenticate = missing ? "Bearer" : "Bearer error=\"invalid_token\"";
        return RefuseAsync(context.HttpContext, missing ? "token-missing" : "token-invalid", StatusCodes.Status401Unauthorized);
    }

    private static string WhatIsMissing(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>()?.Policy is AnyStaff or Dpo or Operator ? "role-missing" : "scope-missing";

    private static Task RefuseAsync(HttpContext context, string reason, int status) =>
        context.RequestServices.GetRequiredService<RefusalWriter>().WriteAsync(context, new(reason, status));

    /// <summary>What compares signatures with a key, the token library makes at the first token and keeps; here it is made before any partner waits.</summary>
    private static SecurityKey Prepared(SecurityKey key)
    {
        var makers = key.CryptoProviderFactory;
        foreach (var algorithm in Algorithms.Where(algorithm => makers.IsSupportedAlgorithm(algorithm, key)))
        {
            makers.ReleaseSignatureProvider(makers.CreateForVerifying(key, algorithm));
        }

        return key;
    }

    private static SecurityKey[]? ReadKeys(IdentityOptions options)
    {
        if (options.KeysFile.Length == 0)
        {
            return options.MetadataAddress.Length > 0
                ? null
                : throw new GatewayStartException("section `Identity` names neither `KeysFile` nor `MetadataAddress`: no token could be checked");
        }

        try
        {
            var keys = new JsonWebKeySet(File.ReadAllText(options.KeysFile)).GetSigningKeys().ToArray();
            return keys.Length > 0 && keys.All(key => !string.IsNullOrEmpty(key.KeyId))
                ? [.. keys.Select(Prepared)]
                : throw new GatewayStartException($"`Identity:KeysFile`: `{options.KeysFile}` needs at least one signing key, each with a `kid`");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new GatewayStartException($"`Identity:KeysFile`: cannot read `{options.KeysFile}` as a JWK set", exception);
        }
    }
}
