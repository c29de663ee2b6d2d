using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace ShareGateway.Proxy.Reidentifications;

/// <summary>Whom somebody wants to find: what stands in for people, and who it may be. Never stored: its hash is.</summary>
/// <param name="Case">The file that it belongs to, such as <c>DSR-2026-114</c>.</param>
/// <param name="Ground">One of <see cref="Grounds"/>.</param>
/// <param name="Agreement">The agreement under which the stand-ins were delivered.</param>
/// <param name="Field">The field that they stood in.</param>
/// <param name="Disclosure">The answer that they stood in; needed when they link within one answer only.</param>
/// <param name="Epoch">The epoch that they were made in, as in <c>p2_…</c>; 1 unless given.</param>
/// <param name="Values">The stand-ins; none for a notice.</param>
/// <param name="Candidates">Ids of people whom the controller has in mind: a keyed hash can only be compared, not turned back.</param>
internal sealed record ReidentificationForm(
    string? Case, string? Ground, string? Agreement, string? Field, string? Disclosure, int? Epoch, IReadOnlyList<string>? Values, IReadOnlyList<string>? Candidates)
{
    /// <summary>Most stand-ins in one list.</summary>
    public const int MaxValues = 1_000;

    /// <summary>Most candidates in one list.</summary>
    public const int MaxCandidates = 100_000;

    private const int MaxNameLength = 64;

    /// <summary>Why somebody may be led back to their name.</summary>
    public static IReadOnlyList<string> Grounds { get; } = ["data-subject-request", "vital-interest", "court-order", "fraud-investigation", "breach-notification", Notice];

    /// <summary>
    /// The other way round, for a notice under article 19: one person's id is given, and the stand-in is asked for by which the recipient finds them.
    /// Two people all the same: who could ask alone could find anyone by trying ids.
    /// </summary>
    public const string Notice = "recipient-notice";

    /// <summary>True when stand-ins are asked for, not people.</summary>
    public bool IsNotice => Ground == Notice;

    /// <summary>The member that is wrong; null when none is.</summary>
    public string? Wrong() =>
        !IsName(Case) ? "case"
        : !Grounds.Contains(Ground, StringComparer.Ordinal) ? "ground"
        : string.IsNullOrEmpty(Agreement) ? "agreement"
        : string.IsNullOrEmpty(Field) ? "field"
        : Disclosure is not null && !IsName(Disclosure) ? "disclosure"
        : Epoch is < 1 ? "epoch"
        : IsNotice ? (Values is { Count: > 0 } ? "values" : Candidates is not [{ Length: > 0 }] ? "candidates" : null)
        : Values is not { Count: > 0 and <= MaxValues } || Values.Any(string.IsNullOrEmpty) ? "values"
        : Candidates is { Count: > MaxCandidates } || Candidates?.Any(string.IsNullOrEmpty) == true ? "candidates"
        : null;

    /// <summary>SHA-256 of all of it, each part behind its length: what is approved is this list and no other.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[sizeof(int)];
        string[] head = ["reidentification/1", Case ?? "", Ground ?? "", Agreement ?? "", Field ?? "", Disclosure ?? "", (Epoch ?? 1).ToString(CultureInfo.InvariantCulture)];
        foreach (var list in new[] { head, Values ?? [], Candidates ?? [] })
        {
            BinaryPrimitives.WriteInt32BigEndian(number, list.Count);
            hash.AppendData(number);
            foreach (var text in list)
            {
                var utf8 = Encoding.UTF8.GetBytes(text);
                BinaryPrimitives.WriteInt32BigEndian(number, utf8.Length);
                hash.AppendData(number);
                hash.AppendData(utf8);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>It stands in the audit log, which has no place for a person's name.</summary>
    private static bool IsName(string? text) =>
        text is { Length: > 0 and <= MaxNameLength } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '/' or '_');
}

/// <summary>Approves a list by its hash.</summary>
/// <param name="ListSha256">The hash that the approver worked out from the list.</param>
internal sealed record ApprovalForm(string? ListSha256);

/// <summary>What an approval gives.</summary>
/// <param name="Capability">For who requested it.</param>
/// <param name="ValidUntil">Until when.</param>
internal sealed record ApprovalAnswer(string Capability, DateTimeOffset ValidUntil);

/// <summary>Asks for the result.</summary>
/// <param name="Capability">From the approval.</param>
/// <param name="List">The list that was approved.</param>
internal sealed record ResultForm(string? Capability, ReidentificationForm? List);

/// <summary>Somebody was found.</summary>
/// <param name="Value">The stand-in.</param>
/// <param name="Id">The person's id.</param>
internal sealed record FoundPerson(string Value, string Id);

/// <summary>The result, shown once.</summary>
/// <param name="Found">Who was found.</param>
/// <param name="Unknown">Stand-ins that fit no candidate.</param>
internal sealed record ReidentificationResult(IReadOnlyList<FoundPerson> Found, IReadOnlyList<string> Unknown);

/// <summary>All of it on the wire.</summary>
[JsonSerializable(typeof(ReidentificationForm))]
[JsonSerializable(typeof(ApprovalForm))]
[JsonSerializable(typeof(ApprovalAnswer))]
[JsonSerializable(typeof(ResultForm))]
[JsonSerializable(typeof(ReidentificationResult))]
[JsonSerializable(typeof(ReidentificationCase))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false, UseStringEnumConverter = true)]
internal sealed partial class ReidentificationJson : JsonSerializerContext;
