using System.Security.Claims;

namespace ShareGateway.Proxy.Identity;

/// <summary>A person of the group who speaks on the management listener, read from an accepted token.</summary>
/// <param name="Person">The token's <c>sub</c>: names the person in the audit log, and tells two people apart. Empty for nobody.</param>
/// <param name="Roles">What the person may do; none for nobody.</param>
internal sealed record Staff(string Person, StaffRoles Roles)
{
    private const int MaxPersonLength = 128; // characters; it stands in audit entries

    /// <summary>Nobody: may do nothing.</summary>
    public static Staff Nobody { get; } = new("", StaffRoles.None);

    /// <summary>
    /// Who speaks. Nobody when the token names no single person, when it was given to a machine (its <c>sub</c> is its <c>client_id</c>), or when it
    /// is bound to a key that this listener cannot see (<c>cnf</c>). Roles that the gateway does not know count for nothing.
    /// </summary>
    /// <param name="user">From a token that passed the management scheme.</param>
    /// <remarks>Source: RFC 9068, sections 2.2 and 2.2.3.1 (<c>roles</c>).</remarks>
    public static Staff Of(ClaimsPrincipal user)
    {
        var people = user.FindAll("sub").ToArray();
        if (people is not [{ Value: { Length: > 0 and <= MaxPersonLength } person }] || person == RecipientClaims.ClientId(user)
            || person.Any(c => c is < '!' or > '~') || user.HasClaim(claim => claim.Type == "cnf"))
        {
            return Nobody;
        }

        var roles = user.FindAll("roles").Aggregate(StaffRoles.None, (sum, claim) => sum | Read(claim.Value));
        return roles == StaffRoles.None ? Nobody : new(person, roles);
    }

    /// <summary>True when the person holds at least one of these roles.</summary>
    public bool HoldsAny(StaffRoles roles) => (Roles & roles) != StaffRoles.None;

    private static StaffRoles Read(string role) => role switch
    {
        "operator" => StaffRoles.Operator,
        "dpo" => StaffRoles.Dpo,
        _ => StaffRoles.None,
    };
}
