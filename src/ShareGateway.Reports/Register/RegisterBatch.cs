using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ShareGateway.Reports.Register;

/// <summary>
/// A stretch of the log that the register holds. Its file is what makes the parts count: they were durable before it was written, and a part
/// that no batch names is what a crash left.
/// </summary>
public sealed record RegisterBatch
{
    /// <summary>The form of this file; a reader refuses one that it does not know.</summary>
    public const int KnownVersion = 1;

    /// <summary>Form of the file.</summary>
    public int Version { get; init; } = KnownVersion;

    /// <summary>Name of the log.</summary>
    public required string Origin { get; init; }

    /// <summary>Index of the first entry.</summary>
    public required ulong First { get; init; }

    /// <summary>Index behind the last entry.</summary>
    public required ulong End { get; init; }

    /// <summary>A signed checkpoint of the log that covers all entries.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>The files, by path in ordinal order.</summary>
    public required ImmutableArray<RegisterPart> Parts { get; init; }

    /// <summary>Rows in <c>subjects</c> that were erased since for a person's request.</summary>
    public long ErasedRows { get; init; }
}

/// <summary>How batches are written.</summary>
[JsonSerializable(typeof(RegisterBatch))]
[JsonSerializable(typeof(ImmutableArray<PendingErasure>))]
[JsonSerializable(typeof(LegalHold))]
[JsonSourceGenerationOptions(
    WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
internal sealed partial class RegisterJson : JsonSerializerContext;
