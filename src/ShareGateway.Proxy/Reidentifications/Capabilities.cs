using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace ShareGateway.Proxy.Reidentifications;

/// <summary>
/// What an approval gives: the right to resolve one list, for 15 minutes. Sealed by the key ring; the time goes by the gateway's clock. That it serves
/// once only is the request's state, in the audit log.
/// </summary>
internal sealed class Capabilities(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>How long one is good for.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly IDataProtector _protector = protection.CreateProtector("ShareGateway.Reidentification.v1");

    public (string Text, DateTimeOffset Until) Issue(ReidentificationCase approved)
    {
        var until = clock.GetUtcNow() + Lifetime;
        return (WebEncoders.Base64UrlEncode(_protector.Protect(Encoding.UTF8.GetBytes(Content(approved, until.UtcTicks)))), until);
    }

    /// <summary>True for a capability of exactly this request and list, in time.</summary>
    public bool IsGood(string text, ReidentificationCase one)
    {
        try
        {
            var content = Encoding.UTF8.GetString(_protector.Unprotect(WebEncoders.Base64UrlDecode(text)));
            var ticks = long.Parse(content[(content.LastIndexOf('\n') + 1)..], CultureInfo.InvariantCulture);
            return clock.GetUtcNow().UtcTicks < ticks
                && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(content), Encoding.UTF8.GetBytes(Content(one, ticks)));
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return false;
        }
    }

    private static string Content(ReidentificationCase one, long untilTicks) =>
        string.Create(CultureInfo.InvariantCulture, $"{one.Id}\n{one.ListSha256}\n{one.ApprovedBy}\n{untilTicks}");
}
