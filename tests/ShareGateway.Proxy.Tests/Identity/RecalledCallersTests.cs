using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using ShareGateway.Proxy.Identity;

namespace ShareGateway.Proxy.Tests.Identity;

public sealed class RecalledCallersTests
{
    private const string Data = RecipientAuthentication.DataScheme;

    public static TheoryData<string, bool, object[]> Endpoints => new()
    {
        { "a partner's token", true, [new AuthorizeAttribute(Data)] },
        { "nothing said", false, [] },
        { "another policy", false, [new AuthorizeAttribute(RecipientAuthentication.ConsentWriter)] },
        { "two policies", false, [new AuthorizeAttribute(Data), new AuthorizeAttribute(RecipientAuthentication.ConsentWriter)] },
        { "a role as well", false, [new AuthorizeAttribute(Data) { Roles = "dpo" }] },
        { "another scheme", false, [new AuthorizeAttribute(Data) { AuthenticationSchemes = RecipientAuthentication.ManagementScheme }] },
        { "a policy of its own", false, [new AuthorizeAttribute(Data), new AuthorizationPolicyBuilder().RequireClaim("more").Build()] },
    };

    [Theory]
    [MemberData(nameof(Endpoints))]
    public void The_short_way_is_open_only_where_an_endpoint_asks_for_a_partner_s_token_and_nothing_else(string asked, bool isOpen, object[] metadata)
    {
        var endpoint = new Endpoint(_ => Task.CompletedTask, new EndpointMetadataCollection(metadata), asked);

        Assert.Equal(isOpen, RecalledCallers.AsksForTokenAlone(endpoint));
    }
}
