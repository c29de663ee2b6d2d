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
                && context.Request.Headers.Authorization is [{ } header]
                && Recall(header, context.Features.Get<ShownToken>(), tokens, configured, issuer) is { } partner)
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

    /// <summary>Whose token a header shows that passed a moment ago; null also for anything that the library would refuse or that could be read in two ways.</summary>
    /// <param name="header">The one <c>Authorization</c> header.</param>
    /// <param name="connection">What its connection showed last; null when it keeps nothing.</param>
    /// <param name="tokens">What is remembered.</param>
    /// <param name="configured">As for <see cref="CheckedTokens.Recall"/>.</param>
    /// <param name="issuer">As for <see cref="CheckedTokens.Recall"/>.</param>
    public static RecalledPartner? Recall(
        string header, ShownToken? connection, CheckedTokens tokens, IEnumerable<SecurityKey>? configured, BaseConfigurationManager? issuer)
    {
        if (connection?.EntryOf(header) is { } shown && tokens.Recall(shown, configured, issuer) is { } same)
        {
            return same;
        }

        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var found = tokens.Find(header.AsSpan(Prefix.Length).Trim()); // trimmed as the library does; of nothing, nothing is remembered
        var partner = tokens.Recall(found, configured, issuer);
        if (partner is not null)
        {
            connection?.Keep(header, found!);
        }

        return partner;
    }
}
