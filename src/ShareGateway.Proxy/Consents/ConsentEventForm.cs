using System.Text.Json.Serialization;

namespace ShareGateway.Proxy.Consents;

/// <summary>A batch as a consent source posts it.</summary>
/// <param name="Events">1 to 10,000 events.</param>
internal sealed record ConsentBatchForm(IReadOnlyList<ConsentEventForm>? Events);

/// <summary>One event as a consent source posts it. The raw id is turned into a subject key at once and kept nowhere.</summary>
/// <param name="EventId">The source's own id; posting it again changes nothing.</param>
/// <param name="Controller">Scope that owns the person's data, such as <c>fr/maison-nord</c>.</param>
/// <param name="Scheme">Scheme of the id, as in the contracts, such as <c>customer-number</c>.</param>
/// <param name="Id">The person's id in that scheme.</param>
/// <param name="Purpose">DPV term.</param>
/// <param name="Recipient">Recipient id named in the notice; absent when none was named.</param>
/// <param name="State">DPV consent state, such as <c>dpv:ConsentGiven</c>.</param>
/// <param name="At">When the person decided, RFC 3339.</param>
/// <param name="NoticeVersion">The notice that the person saw.</param>
/// <param name="Source">Where it was taken, such as <c>web-shop</c>.</param>
/// <param name="ValidUntil">When the consent ends by itself; absent when it does not.</param>
internal sealed record ConsentEventForm(
    string? EventId, string? Controller, string? Scheme, string? Id, string? Purpose, string? Recipient, string? State,
    string? At, string? NoticeVersion, string? Source, string? ValidUntil);

[JsonSerializable(typeof(ConsentBatchForm))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false)]
internal sealed partial class ConsentJson : JsonSerializerContext;
