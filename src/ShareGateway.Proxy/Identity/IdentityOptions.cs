using System.ComponentModel.DataAnnotations;

namespace ShareGateway.Proxy.Identity;

/// <summary>Whose tokens are taken, section <c>Identity</c>.</summary>
public sealed class IdentityOptions
{
    /// <summary>Section of the host's configuration.</summary>
    public const string Section = "Identity";

    /// <summary>The one issuer, compared byte by byte with the token's <c>iss</c>.</summary>
    [Required]
    public string Issuer { get; set; } = "";

    /// <summary>Audience that a partner's token must carry.</summary>
    [Required]
    public string Audience { get; set; } = "sharegateway";

    /// <summary>Audience that a token for the management listener must carry; never the same as <see cref="Audience"/>.</summary>
    [Required]
    public string ManagementAudience { get; set; } = "sharegateway-management";

    /// <summary>
    /// How strongly people of the group must have signed in: the token's <c>acr</c> must be this, such as <c>phr</c> for phishing-resistant (OpenID
    /// Connect EAP). Any unless set.
    /// </summary>
    public string StaffAcr { get; set; } = "";

    /// <summary>File with the issuer's public keys as a JWK set (RFC 7517); read at start. Either this or <see cref="MetadataAddress"/>.</summary>
    public string KeysFile { get; set; } = "";

    /// <summary>The issuer's metadata document (RFC 8414), from which keys are fetched. Either this or <see cref="KeysFile"/>.</summary>
    public string MetadataAddress { get; set; } = "";
}
