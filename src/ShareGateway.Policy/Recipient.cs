using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ShareGateway.Policy;

/// <summary>A partner company that may receive data, as its file in a <c>recipients</c> folder says.</summary>
public sealed record Recipient
{
    /// <summary>The id that agreements use; equals the file's name without <c>.yaml</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The company's legal name, as the register of recipients shows it (GDPR, article 30(1)(d)).</summary>
    public required string LegalName { get; init; }

    /// <summary>The company's role, a DPV legal role such as <c>dpv:ThirdParty</c>.</summary>
    public required string Role { get; init; }

    /// <summary>The country of the company's seat, such as <c>loc:FR</c>.</summary>
    public required string Country { get; init; }

    /// <summary>Every country in which the company processes the data, at least one, in the order of the file.</summary>
    public required ImmutableArray<string> ProcessingCountries { get; init; }

    /// <summary>The tool that covers a transfer out of the free area, such as <c>eu-gdpr:A46-2-c</c>; empty when there is none.</summary>
    public string TransferTool { get; init; } = "";

    /// <summary>Whom to write to about the data, at least one e-mail address.</summary>
    public required ImmutableArray<string> Contacts { get; init; }

    /// <summary>The client ids (in a token: <c>azp</c> or <c>client_id</c>) that speak for this company; no other recipient has one of them.</summary>
    public required ImmutableArray<string> ClientIds { get; init; }

    /// <summary>
    /// SHA-256 thumbprints of the certificates that its clients must show, 64 hex digits in lower case; no other recipient has one of them.
    /// Empty when the recipient is bound to none.
    /// </summary>
    public ImmutableArray<string> Certificates { get; init; } = [];

    /// <summary>Keys of the file to their lines, from 1: <c>country</c>, <c>transferTool</c>, ….</summary>
    public FrozenDictionary<string, int> Lines { get; init; } = FrozenDictionary<string, int>.Empty;

    /// <summary>The file that says so, relative to the policy folder, with forward slashes.</summary>
    public required string File { get; init; }
}
