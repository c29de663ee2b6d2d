using ShareGateway.Policy.Loading.Files;
using ShareGateway.Policy.Loading.Yaml;

namespace ShareGateway.Policy.Loading.Checks;

/// <summary>Checks that every id says what its file's name says, and that no two files claim the same.</summary>
internal static class NameChecks
{
    public static void Check(PolicyDrafts drafts)
    {
        foreach (var recipient in drafts.Recipients)
        {
            CheckFileName(drafts, recipient.Place, recipient.Id, recipient.Id?.Value);
        }

        foreach (var contract in drafts.Contracts)
        {
            CheckFileName(drafts, contract.Place, contract.Id, contract.Id?.Value, contract.Dataset);
        }

        foreach (var agreement in drafts.Agreements)
        {
            CheckFileName(drafts, agreement.Place, agreement.Id, agreement.Id?.Value);
        }

        CheckTwins(drafts, "recipient", drafts.Recipients.Select(draft => (draft.Place, draft.Id, draft.Id?.Value)));
        CheckTwins(drafts, "contract", drafts.Contracts.Select(draft => (draft.Place, draft.Id, draft.Dataset)));
        CheckTwins(drafts, "agreement", drafts.Agreements.Select(draft => (draft.Place, draft.Id, draft.Id?.Value)));
        CheckClaims(
            drafts, FindingCodes.TwinClient, "client id", drafts.Recipients.SelectMany(draft => draft.ClientIds.Select(id => (draft.Place, id))));
        CheckClaims(
            drafts,
            FindingCodes.TwinCertificate,
            "certificate",
            drafts.Recipients.SelectMany(draft => draft.Certificates.Select(print => (draft.Place, print))));
    }

    private static void CheckFileName(PolicyDrafts drafts, FilePlace place, Placed<string>? id, params ReadOnlySpan<string?> names)
    {
        if (id is not null && !names.Contains(place.Name))
        {
            string hint = $"name the file `{id.Value}.yaml` or write `id: {place.Name}`";
            drafts.FindingsOf(place).Add(FindingCodes.IdIsNotFileName, id.At, $"id `{id.Value}` is not the file's name", hint);
        }
    }

    private static void CheckTwins(PolicyDrafts drafts, string what, IEnumerable<(FilePlace Place, Placed<string>? Id, string? Name)> all)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (place, id, name) in all)
        {
            if (id is null || name is null || seen.TryAdd(name, Cite(place, id.At)))
            {
                continue;
            }

            drafts.FindingsOf(place).Add(FindingCodes.TwinId, id.At, $"{what} `{name}` stands in {seen[name]} already", "ids are unique in all scopes");
        }
    }

    private static void CheckClaims(PolicyDrafts drafts, string code, string what, IEnumerable<(FilePlace Place, Placed<string> Name)> claims)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (place, name) in claims)
        {
            if (!seen.TryAdd(name.Value, Cite(place, name.At)))
            {
                string text = $"{what} `{name.Value}` stands in {seen[name.Value]} already";
                drafts.FindingsOf(place).Add(code, name.At, text, $"a {what} speaks for one recipient");
            }
        }
    }

    internal static string Cite(FilePlace place, Mark at) => FormattableString.Invariant($"{place.File}:{at.Line}:{at.Column}");
}
