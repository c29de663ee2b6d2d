using System.Text.Json.Serialization;

namespace ShareGateway.Keys.Custody;

/// <summary>Something to be done with keys, as a command line or a request says it.</summary>
/// <param name="Do">One of <see cref="KeyOrders"/>.</param>
/// <param name="Controllers">Whose: for init and rotate. Empty for rotate means all that have keys.</param>
/// <param name="Recipients">Whose: for init.</param>
/// <param name="Target">What is to be destroyed: a recipient's id, or <c>CONTROLLER@EPOCH</c>.</param>
/// <param name="Confirm">The same, typed in by a person: destroying asks for it.</param>
/// <param name="OverlapDays">How long old pseudonyms may be translated after a rotation; 0 to 366.</param>
/// <param name="Compromised">True when somebody else may have the roots that are rotated away.</param>
/// <param name="Certificate">PEM of the certificate that an escrow file is made for.</param>
public sealed record KeyOrder(
    string Do,
    IReadOnlyList<string>? Controllers = null,
    IReadOnlyList<string>? Recipients = null,
    string? Target = null,
    string? Confirm = null,
    int OverlapDays = KeyOrders.UsualOverlapDays,
    bool Compromised = false,
    string? Certificate = null);

/// <summary>What came of an order.</summary>
/// <param name="Problem">Why nothing was done; null when it was.</param>
/// <param name="Keys">The keys that it concerned, as they are now.</param>
/// <param name="Findings">What is wrong with keys, from verify.</param>
/// <param name="Escrow">The escrow file, from export-escrow.</param>
public sealed record KeyAnswer(string? Problem, IReadOnlyList<KeyStatus> Keys, IReadOnlyList<string> Findings, EscrowFile? Escrow)
{
    /// <summary>Nothing was done.</summary>
    /// <param name="problem">Why.</param>
    public static KeyAnswer Refused(string problem) => new(problem, [], [], null);
}

/// <summary>What can be ordered.</summary>
public static class KeyOrders
{
    /// <summary>Shows every key.</summary>
    public const string List = "list";

    /// <summary>Makes the keys that are missing; a destroyed recipient's, too, when it is named.</summary>
    public const string Init = "init";

    /// <summary>Opens the next epoch, and wraps every secret again.</summary>
    public const string Rotate = "rotate";

    /// <summary>Unwraps every key and compares it with the log.</summary>
    public const string Verify = "verify";

    /// <summary>Copies every secret into a file that only one certificate opens.</summary>
    public const string ExportEscrow = "export-escrow";

    /// <summary>Destroys a recipient's secret.</summary>
    public const string DestroyRecipient = "destroy-recipient";

    /// <summary>Destroys a controller's root of an earlier epoch.</summary>
    public const string DestroyEpoch = "destroy-epoch";

    /// <summary>Overlap unless another is given, in days.</summary>
    public const int UsualOverlapDays = 30;

    /// <summary>Longest overlap, in days.</summary>
    public const int LongestOverlapDays = 366;
}

/// <summary>Orders and answers on the wire.</summary>
[JsonSerializable(typeof(KeyOrder))]
[JsonSerializable(typeof(KeyAnswer))]
[JsonSerializable(typeof(EscrowFile))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
public sealed partial class KeyJson : JsonSerializerContext;
