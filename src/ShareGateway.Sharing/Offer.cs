using ShareGateway.Policy;
using ShareGateway.Records;

namespace ShareGateway.Sharing;

/// <summary>One form in which a plan's dataset can be had.</summary>
/// <param name="Format">The form of the answer. JSON comes in pages; the others hold the whole dataset.</param>
/// <param name="Server">What the answer is made from; it may serve another form.</param>
public sealed record Offer(RecordFormat Format, ContractServer Server);
