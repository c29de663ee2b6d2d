using System.Collections.Immutable;
using ShareGateway.Policy.Vocabulary;

namespace ShareGateway.Policy.Explaining;

/// <summary>Finds names that mean nothing before a question is answered: a slip of the pen must not read as a refusal.</summary>
public static class UnknownNames
{
    /// <summary>One line for each name that the policies or the vocabulary do not hold, with the nearest one that they do; none when all is well.</summary>
    /// <param name="set">The policies.</param>
    /// <param name="request">Its purpose may be null; then nothing is said of it.</param>
    public static ImmutableArray<string> In(PolicySet set, ShareRequest request)
    {
        ArgumentNullException.ThrowIfNull(set);
        var datasets = set.Contracts.SelectMany(contract => new[] { contract.Id, contract.Dataset }).ToList();
        string?[] lines =
        [
            Of("recipient", request.RecipientId, set.Recipients.Select(recipient => recipient.Id)),
            Of("dataset", request.Dataset, datasets),
            request.Purpose is { } purpose ? Of("purpose", purpose, Terms.OfKind(TermKind.Purpose)) : null,
        ];
        return [.. lines.OfType<string>()];
    }

    /// <summary>The line for an agreement's id; null when there is such an agreement.</summary>
    public static string? Agreement(PolicySet set, string id)
    {
        ArgumentNullException.ThrowIfNull(set);
        return Of("agreement", id, set.Plans.Select(plan => plan.AgreementId));
    }

    /// <summary>The line for a numbering of people; null when an agreement is about people of this scheme.</summary>
    public static string? Scheme(PolicySet set, string scheme)
    {
        ArgumentNullException.ThrowIfNull(set);
        return Of("scheme", scheme, set.Plans.SelectMany(plan => plan.SubjectFields).Select(subject => subject.Scheme).Distinct(StringComparer.Ordinal));
    }

    private static string? Of(string what, string? written, IEnumerable<string> known)
    {
        var names = known.ToList();
        if (written is not null && names.Contains(written, StringComparer.Ordinal))
        {
            return null;
        }

        string hint = Nearest.Hint(written ?? "", names) ?? (names.Count is > 0 and <= 8 ? $"expected one of {string.Join(", ", names.Select(name => $"`{name}`"))}" : "");
        return $"unknown {what} `{written}`{(hint.Length > 0 ? "; " + hint : "")}";
    }
}
