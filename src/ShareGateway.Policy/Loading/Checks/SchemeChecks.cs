using ShareGateway.Policy.Loading.Files;

namespace ShareGateway.Policy.Loading.Checks;

/// <summary>
/// Checks that a scheme has one canonical form in all contracts of a scope. One id in two forms would be two people: a withdrawal could
/// miss the grant.
/// </summary>
internal static class SchemeChecks
{
    public static void Check(PolicyDrafts drafts)
    {
        var subjects = drafts.Contracts.SelectMany(contract => contract.Subjects.Select(subject => (contract.Place, Subject: subject)));
        foreach (var scheme in subjects.GroupBy(named => (named.Place.Scope, named.Subject.Scheme)))
        {
            var (firstPlace, first) = scheme.First();
            foreach (var (place, subject) in scheme.Where(named => named.Subject.Form != first.Form))
            {
                string cite = FormattableString.Invariant($"{firstPlace.File}:{first.Path.At.Line}:{first.Path.At.Column}");
                string text = $"scheme `{subject.Scheme}` has several forms: another one stands in {cite}";
                drafts.FindingsOf(place).Add(FindingCodes.NoSubject, subject.Path.At, text, "give it one form in all contracts of a scope");
            }
        }
    }
}
