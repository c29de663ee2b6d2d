namespace ShareGateway.Keys.Custody;

/// <summary>All secrets of a folder, readable with the private key of one certificate only.</summary>
/// <param name="V">Version of this form: 1.</param>
/// <param name="Certificate">SHA-256 thumbprint of the certificate, lower-case hex.</param>
/// <param name="Key">The file's own AES-256 key, encrypted by RSA-OAEP with SHA-256; base64.</param>
/// <param name="Secrets">Each secret: AES-256-GCM under that key, the name as associated data.</param>
public sealed record EscrowFile(int V, string Certificate, string Key, IReadOnlyList<EscrowedSecret> Secrets);

/// <summary>One secret.</summary>
/// <param name="Name">Its name.</param>
/// <param name="CheckValue">Tells whether the right one came back.</param>
/// <param name="Sealed">Base64 of 12 bytes of nonce, 32 of ciphertext and 16 of tag.</param>
public sealed record EscrowedSecret(string Name, string CheckValue, string Sealed);
