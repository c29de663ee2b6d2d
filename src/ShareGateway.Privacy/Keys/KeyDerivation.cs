using System.Globalization;
using System.Security.Cryptography;

namespace ShareGateway.Privacy.Keys;

/// <summary>
/// Derives working keys from a root: HKDF-SHA256 (RFC 5869) with <c>info = "ShareGateway/1" ‖ LP(use) ‖ LP(link scope) ‖ LP(field
/// class) ‖ LP(epoch)</c>. The length prefixes keep two different tuples from ever giving the same bytes.
/// </summary>
internal static class KeyDerivation
{
    /// <summary>Length of roots, recipient secrets and most derived keys.</summary>
    public const int KeyBytes = 32;

    /// <summary>Derives one key.</summary>
    /// <param name="root">The root of the right use; its epoch goes into the derivation.</param>
    /// <param name="salt">The recipient's secret; empty where no recipient is involved.</param>
    /// <param name="use">Keeps keys of different uses apart, such as <c>pseudonym</c>.</param>
    /// <param name="linkScope">Within which results are the same; empty where the use has none.</param>
    /// <param name="fieldClass">Which values are comparable; empty where the use has none.</param>
    /// <param name="key">Receives the key: all of it, which is <see cref="KeyBytes"/> for most uses.</param>
    public static void Derive(
        KeyRoot root, ReadOnlySpan<byte> salt, string use, string linkScope, string fieldClass, Span<byte> key)
    {
        var info = new LengthPrefixed();
        info.AppendRaw("ShareGateway/1"u8);
        info.Append(use);
        info.Append(linkScope);
        info.Append(fieldClass);
        info.Append(root.Epoch.ToString(CultureInfo.InvariantCulture));
        HKDF.DeriveKey(HashAlgorithmName.SHA256, root.Bytes, key, salt, info.ToArray());
    }
}
