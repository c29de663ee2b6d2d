using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ShareGateway.Policy;

/// <summary>
/// An agreement made ready for the data plane: every limit of the guardrails above it is already met (I6), so nothing needs to be
/// looked up again while records stream. Immutable, shared by all requests.
/// </summary>
public sealed record SharePlan
{
    /// <summary>The agreement's id, unique in the whole policy folder.</summary>
    public required string AgreementId { get; init; }

    /// <summary>The agreement's own version, from 1.</summary>
    public required int AgreementVersion { get; init; }

    /// <summary>The agreement's title, for people.</summary>
    public required string Title { get; init; }

    /// <summary>Who receives.</summary>
    public required Recipient Recipient { get; init; }

    /// <summary>What is shared, and where it is served.</summary>
    public required Contract Contract { get; init; }

    /// <summary>The one purpose, such as <c>dpv:DirectMarketing</c>. A request must name exactly this term.</summary>
    public required string Purpose { get; init; }

    /// <summary>The legal basis, such as <c>eu-gdpr:A6-1-a</c>.</summary>
    public required string LegalBasis { get; init; }

    /// <summary>The fields that may leave and how, in the agreement's order; whatever is not here never leaves (I2).</summary>
    public required ImmutableArray<PlannedField> Fields { get; init; }

    /// <summary>Where the people of a record are named, from the contract; at least one is required.</summary>
    public required ImmutableArray<PlannedSubject> SubjectFields { get; init; }

    /// <summary>Conditions that a record must all meet; empty when there is none.</summary>
    public required ImmutableArray<PlannedRow> Rows { get; init; }

    /// <summary>What consent must be like; null when the agreement does not rest on consent.</summary>
    public ConsentTerms? Consent { get; init; }

    /// <summary>Most records that the recipient may receive under this agreement in one UTC day; 1 or more.</summary>
    public required long RowsPerDay { get; init; }

    /// <summary>True when the recipient must learn no count of people or records beyond what it receives.</summary>
    public bool CountsHidden { get; init; } = true;

    /// <summary>What the recipient owes once it has the data.</summary>
    public required AfterDelivery AfterDelivery { get; init; }

    /// <summary>First day of validity, from 00:00 UTC.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day of validity, inclusive, to the end of that day in UTC.</summary>
    public required DateOnly ValidUntil { get; init; }

    /// <summary>The tool that covers the transfer, such as <c>eu-gdpr:A46-2-c</c>; empty when none is needed or none is there.</summary>
    public string TransferTool { get; init; } = "";

    /// <summary>
    /// The days on which the data may go to all of the recipient's countries: freely, under <see cref="TransferTool"/>, or while an adequacy
    /// decision lasts. A day outside refuses; so does none at all.
    /// </summary>
    public ImmutableArray<DayRange> TransferDays { get; init; } = [];

    /// <summary>The smallest number of people about whom a count may be told; null when nobody stated one, and then none may be told.</summary>
    public int? MinimumGroup { get; init; }

    /// <summary>Whether a pseudonym of this agreement may be led back to its person.</summary>
    public Reidentification Reidentification { get; init; }

    /// <summary>The guardrail files that took part, outermost first, relative to the policy folder.</summary>
    public required ImmutableArray<string> Guardrails { get; init; }

    /// <summary>The agreement's file, relative to the policy folder, with forward slashes.</summary>
    public required string File { get; init; }

    /// <summary>Keys of the agreement's file to their lines, from 1: <c>purpose</c>, <c>consent</c>, <c>validity</c>, ….</summary>
    public FrozenDictionary<string, int> Lines { get; init; } = FrozenDictionary<string, int>.Empty;

    /// <summary>Who answers for the agreement: an e-mail address.</summary>
    public string Owner { get; init; } = "";

    /// <summary>Tells whether the agreement is valid at a moment.</summary>
    public bool IsValidAt(DateTimeOffset now) => ValidFrom <= UtcDay(now) && UtcDay(now) <= ValidUntil;

    /// <summary>Tells whether the transfer is covered on the day of a moment.</summary>
    public bool IsTransferCoveredAt(DateTimeOffset now)
    {
        var today = UtcDay(now);
        foreach (var days in TransferDays)
        {
            if (days.Contains(today))
            {
                return true;
            }
        }

        return false;
    }

    internal static DateOnly UtcDay(DateTimeOffset moment) => DateOnly.FromDateTime(moment.UtcDateTime);
}
