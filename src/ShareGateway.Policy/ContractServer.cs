using ShareGateway.Records;

namespace ShareGateway.Policy;

/// <summary>One place where a dataset's records can be fetched.</summary>
public sealed record ContractServer
{
    /// <summary>The name of a YARP cluster in the host's configuration. Hosts stand there, never in a policy file.</summary>
    public required string Cluster { get; init; }

    /// <summary>A path on that cluster: starts with <c>/</c>, letters, digits and <c>. _ ~ -</c> only, no <c>..</c>, no query.</summary>
    public required string Location { get; init; }

    /// <summary>The format of the answer.</summary>
    public required RecordFormat Format { get; init; }

    /// <summary>JSON only: RFC 6901 pointer to the array of records; empty for the document itself, and for other formats.</summary>
    public string RecordsAt { get; init; } = "";

    /// <summary>The content coding that the server may use: <c>gzip</c>, <c>br</c> or <c>deflate</c>; empty when it must send plain bytes.</summary>
    public string Encoding { get; init; } = "";

    /// <summary>How to ask for pages; null when one answer holds all records.</summary>
    public ContractPaging? Paging { get; init; }
}
