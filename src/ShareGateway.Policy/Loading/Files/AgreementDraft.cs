using System.Collections.Frozen;
using System.Collections.Immutable;
using ShareGateway.Policy.Loading.Yaml;
using ShareGateway.Records;

namespace ShareGateway.Policy.Loading.Files;

/// <summary>An agreement file as it was read. What is null was absent or wrong, and there is a finding.</summary>
internal sealed record AgreementDraft(FilePlace Place, Mark At)
{
    public Placed<string>? Id { get; init; }

    public Placed<string>? Owner { get; init; }

    public Placed<string>? Title { get; init; }

    public Placed<long>? Version { get; init; }

    public Placed<string>? Dataset { get; init; }

    public Placed<string>? Recipient { get; init; }

    public Placed<string>? Purpose { get; init; }

    public Placed<string>? LegalBasis { get; init; }

    public ConsentDraft? Consent { get; init; }

    public ImmutableArray<FieldDraft> Fields { get; init; } = [];

    public ImmutableArray<RowDraft> Rows { get; init; } = [];

    public Placed<long>? RowsPerDay { get; init; }

    public Placed<Period>? KeepFor { get; init; }

    public Placed<string>? Then { get; init; }

    public Placed<TimeSpan>? ActOnWithdrawalWithin { get; init; }

    public Placed<DateOnly>? From { get; init; }

    public Placed<DateOnly>? Until { get; init; }

    public Placed<long>? MinimumGroup { get; init; }

    public Placed<Reidentification>? Reidentification { get; init; }

    /// <summary>The file's keys and their lines.</summary>
    public FrozenDictionary<string, int> Lines { get; init; } = FrozenDictionary<string, int>.Empty;
}

/// <summary>The <c>consent</c> of an agreement.</summary>
internal sealed record ConsentDraft(
    Placed<bool> Needed,
    Placed<bool>? MustNameRecipient,
    Placed<Period>? MaxAge,
    Placed<TimeSpan>? MaxStaleness);

/// <summary>One entry of <c>fields</c>.</summary>
/// <param name="Path">The field.</param>
/// <param name="Action">The transform's name.</param>
/// <param name="Parameters">Whatever is neither of the other keys: the transform's parameters, for the catalogue to judge.</param>
/// <param name="Because">Why, in the author's words.</param>
/// <param name="OnFailure">What to do when the transform cannot do its work.</param>
internal sealed record FieldDraft(
    Placed<FieldPath> Path,
    Placed<string> Action,
    ImmutableArray<(Placed<string> Name, Placed<string> Value)> Parameters,
    Placed<string>? Because,
    FailureMode OnFailure);

/// <summary>One entry of <c>rows</c>.</summary>
internal sealed record RowDraft(Placed<FieldPath> Path, ImmutableArray<Placed<string>> Accepted);
