using System.Collections.Immutable;
using ShareGateway.Policy;
using ShareGateway.Privacy.Keys;
using ShareGateway.Privacy.Transforms;
using ShareGateway.Reports.Persons;

namespace ShareGateway.Reports.Notices;

/// <summary>Under which stand-in a recipient knows a person: what has to be asked of the gateway, by two people, to find it.</summary>
/// <param name="Recipient">Who received it.</param>
/// <param name="Agreement">Under which agreement.</param>
/// <param name="Field">The field that named the person.</param>
/// <param name="Epoch">Epoch of its keys.</param>
/// <param name="Disclosure">The answer, where the stand-in is good within one answer only; else empty.</param>
internal sealed record StandInQuestion(string Recipient, string Agreement, string Field, int Epoch, string Disclosure)
{
    private const string WithinResponse = "linkable: response";

    /// <summary>The questions for a person's disclosures, as few as tell all.</summary>
    public static ImmutableArray<StandInQuestion> Of(IEnumerable<DisclosureGroup> groups, PolicySet policies) =>
    [
        .. groups.SelectMany(group => group.Entries.SelectMany(entry => entry.Fields.Where(field => NamesThePerson(field.Name, entry.Agreement, policies) && CanBeAsked(field.Transform))
            .Select(field => new StandInQuestion(
                entry.Recipient, entry.Agreement, field.Name, entry.PseudonymEpoch, field.Transform.Contains(WithinResponse, StringComparison.Ordinal) ? entry.DisclosureId : ""))))
            .Distinct()
            .OrderBy(question => question.Recipient, StringComparer.Ordinal).ThenBy(question => question.Agreement, StringComparer.Ordinal)
            .ThenBy(question => question.Field, StringComparer.Ordinal).ThenBy(question => question.Epoch).ThenBy(question => question.Disclosure, StringComparer.Ordinal),
    ];

    private static bool NamesThePerson(string field, string agreement, PolicySet policies) =>
        policies.Plans.FirstOrDefault(plan => plan.AgreementId == agreement)?.SubjectFields.Any(subject => subject.Path.ToString() == field) == true;

    private static bool CanBeAsked(string transform) => TransformCatalogue.Find(transform.Split('(')[0])?.KeyUse is KeyUse.Pseudonym or KeyUse.Token or KeyUse.Ff1;
}
