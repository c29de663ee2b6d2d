namespace ShareGateway.Policy.Comparing;

/// <summary>One difference between two policy sets, in one dimension of one agreement or guardrail.</summary>
public sealed record PolicyChange
{
    /// <summary>What <see cref="Id"/> names.</summary>
    public required ChangeSubject Subject { get; init; }

    /// <summary>The agreement's or recipient's id, or the guardrail's scope (<c>fr/maison-nord</c>; empty for the group).</summary>
    public required string Id { get; init; }

    /// <summary>
    /// What changed, by the keys of the policy file: <c>fields.address.postcode</c>, <c>consent.maxAge</c>, <c>validity.until</c>;
    /// <c>agreement</c> for a new one and for one that is gone.
    /// </summary>
    public required string Dimension { get; init; }

    /// <summary>Whether the new rule allows more.</summary>
    public required ChangeOrder Order { get; init; }

    /// <summary>The old value as a policy file writes it; empty when there was none.</summary>
    public required string Before { get; init; }

    /// <summary>The new value as a policy file writes it; empty when there is none.</summary>
    public required string After { get; init; }

    /// <summary>The file that says so now, or said so if it is gone; relative to its policy folder, with forward slashes.</summary>
    public required string File { get; init; }

    /// <summary>The line in that file, from 1.</summary>
    public int Line { get; init; } = 1;

    /// <summary>
    /// Of a looser change: a request that gets now what it did not get before, weighed by the gateway's own decision. Null for any other
    /// change, and when no request can make use of it: no agreement uses a wider guardrail, or the agreement lets nothing pass anyway.
    /// </summary>
    public RequestExample? Example { get; init; }

    internal Said Wording { get; init; }

    /// <summary>The change as the end of a sentence that begins with its subject: lower case, no full stop.</summary>
    /// <param name="language"><c>fr</c> or <c>en</c>.</param>
    /// <exception cref="ArgumentException">The language is neither.</exception>
    public string Sentence(string language) => Wording.In(language);
}
