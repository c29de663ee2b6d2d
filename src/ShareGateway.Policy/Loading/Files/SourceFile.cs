using System.Security.Cryptography;
using System.Text;
using ShareGateway.Policy.Loading.Yaml;

namespace ShareGateway.Policy.Loading.Files;

/// <summary>One policy file as it was read from the disk.</summary>
/// <param name="Place">Where it stands and so what it must be.</param>
/// <param name="Text">The whole content; null when it could not be read, and then there is a finding.</param>
internal sealed record SourceFile(FilePlace Place, string? Text)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>SHA-256 of the content, 64 lower-case hex digits. Text is read strictly, so its bytes are the file's.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text ?? "")));

    /// <summary>A file of these bytes; without text, and with a finding, when they are not UTF-8.</summary>
    public static SourceFile Of(FilePlace place, byte[] content, ICollection<Finding> findings)
    {
        try
        {
            return new SourceFile(place, Strict.GetString(content));
        }
        catch (DecoderFallbackException)
        {
            new FileFindings(place.File, findings).Add(FindingCodes.Unreadable, Mark.Start, "the file is not UTF-8 text", "save it as UTF-8");
            return new SourceFile(place, Text: null);
        }
    }
}
