using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace ShareGateway.Proxy.Shares;

/// <summary>
/// Where the next page begins: an upstream page and a record on it. Travels only protected and bound to caller, agreement and
/// policy set. Its length is the same for every place, so it tells nothing about withheld people (I3).
/// </summary>
/// <param name="UpstreamPage">Page of the upstream, counted from 0.</param>
/// <param name="Record">Record on that page, counted from 0.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PagePlace(int UpstreamPage, int Record);

/// <summary>Writes and reads page tokens.</summary>
internal sealed class PageTokens(IDataProtectionProvider protection)
{
    private const int PlaceBytes = 8;
    private readonly IDataProtector _protector = protection.CreateProtector("ShareGateway.Page.v1");

    /// <summary>A token of about 200 characters of base64url.</summary>
    public string Write(PagePlace place, string binding)
    {
        Span<byte> payload = stackalloc byte[PlaceBytes + SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt32BigEndian(payload, place.UpstreamPage);
        BinaryPrimitives.WriteInt32BigEndian(payload[4..], place.Record);
        SHA256.HashData(Encoding.UTF8.GetBytes(binding), payload[PlaceBytes..]);
        return WebEncoders.Base64UrlEncode(_protector.Protect(payload.ToArray()));
    }

    /// <summary>False for a token that is not ours, was altered, or belongs to another caller, agreement or policy set.</summary>
    public bool TryRead(string token, string binding, out PagePlace place)
    {
        place = default;
        try
        {
            var payload = _protector.Unprotect(WebEncoders.Base64UrlDecode(token)).AsSpan();
            if (payload.Length != PlaceBytes + SHA256.HashSizeInBytes
                || !CryptographicOperations.FixedTimeEquals(payload[PlaceBytes..], SHA256.HashData(Encoding.UTF8.GetBytes(binding))))
            {
                return false;
            }

            place = new(BinaryPrimitives.ReadInt32BigEndian(payload), BinaryPrimitives.ReadInt32BigEndian(payload[4..]));
            return place.UpstreamPage >= 0 && place.Record >= 0;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return false;
        }
    }
}
