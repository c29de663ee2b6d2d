using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace ShareGateway.Proxy.Identity;

/// <summary>
/// The short way for a partner whose token passed the whole check a moment ago (<see cref="CheckedTokens"/>): straight to the endpoint. Whoever
/// is not recalled takes the whole way through authentication and authorisation, and so does everybody where an endpoint asks for more
/// than a partner's token.
/// </summary>
internal static class RecalledCallers
{
    private const string Prefix = "Bearer ";

    /// <summary>Stands just before authentication; routing has chosen the endpoint.</summary>
    public static void UseRecalledCallers(this WebApplication app)
    {
        var jwt = app.Services.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get(RecipientAuthentication.DataScheme);
        var tokens = jwt.TokenHandlers.OfType<CheckedTokens>().Single();
        var configured = jwt.TokenValidationParameters.IssuerSigningKeys;
        var issuer = jwt.ConfigurationManager as BaseConfigurationManager;
        app.Use((context, next) =>
        {
            if (context.GetEndpoint() is { RequestDelegate: { } answer } endpoint && AsksForTokenAlone(endpoint)
                && TokenOf(context.Request) is { IsEmpty: false } token && tokens.Recall(token, configured, issuer) is { } partner)
            {
                context.User = partner;
                return answer(context);
            }

            return next(context);
        });
    }

    /// <summary>True for an endpoint that anybody may call whom the partners' scheme accepts, and that says nothing else of who may call it.</summary>
    public static bool AsksForTokenAlone(Endpoint endpoint) =>
        endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>() is [{ Policy: RecipientAuthentication.DataScheme, Roles: null, AuthenticationSchemes: null }]
        && endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is null
        && endpoint.Metadata.GetOrderedMetadata<IAuthorizationRequirementData>().Count == 0;

    /// <summary>As the library reads it; empty for anything that it would refuse or that could be read in two ways.</summary>
    private static ReadOnlySpan<char> TokenOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            ? header.AsSpan(Prefix.Length).Trim()
            : default;
}
