using System.Collections.Immutable;
using System.Xml;
using ShareGateway.Policy.Loading.Files;
using ShareGateway.Policy.Loading.Yaml;
using ShareGateway.Policy.Vocabulary;

namespace ShareGateway.Policy.Loading.Checks;

/// <summary>
/// Checks that no guardrail is looser than one above it (I6). A looser one would be without effect, and its author would believe otherwise.
/// </summary>
internal sealed class GuardrailChecks
{
    private readonly Guardrail _lower;
    private readonly FileFindings _findings;

    private GuardrailChecks(Guardrail lower, FileFindings findings) => (_lower, _findings) = (lower, findings);

    public static void Check(PolicyDrafts drafts)
    {
        if (!drafts.Guardrails.Exists(guardrail => guardrail.Place.Scope.Length == 0) && !drafts.IsBroken("Guardrail", "guardrail"))
        {
            var place = new FilePlace("guardrail.yaml", "", "Guardrail", "guardrail");
            drafts.FindingsOf(place).Add(FindingCodes.NoGuardrail, Mark.Start, "the group has no guardrail", "without limits, nothing is shared");
        }

        foreach (var lower in drafts.Guardrails)
        {
            var checks = new GuardrailChecks(lower, drafts.FindingsOf(lower.Place));
            foreach (var upper in drafts.Above(lower.Place).Where(upper => upper != lower))
            {
                checks.CheckAgainst(upper);
            }
        }
    }

    private void CheckAgainst(Guardrail upper)
    {
        CheckBases(upper);
        CheckActions(upper);
        CheckSet(upper, GuardrailFile.FreeWithin, _lower.Limits.FreeWithin, upper.Limits.FreeWithin);
        CheckSet(upper, GuardrailFile.ElsewhereNeeds, _lower.Limits.ElsewhereNeeds, upper.Limits.ElsewhereNeeds);
        CheckLength(upper, GuardrailFile.RecipientRetention, _lower.Limits.RecipientRetention, upper.Limits.RecipientRetention, Text);
        CheckLength(upper, GuardrailFile.AgreementLength, _lower.Limits.AgreementLength, upper.Limits.AgreementLength, Text);
        CheckLength(upper, GuardrailFile.ConsentAge, _lower.Limits.ConsentAge, upper.Limits.ConsentAge, Text);
        CheckLength(upper, GuardrailFile.ConsentStaleness, _lower.Limits.ConsentStaleness, upper.Limits.ConsentStaleness, XmlConvert.ToString);
        CheckPeople(upper);
    }

    private void CheckPeople(Guardrail upper)
    {
        if (_lower.Limits.MinimumGroup < upper.Limits.MinimumGroup)
        {
            AddLooser(
                GuardrailFile.MinimumGroup,
                $"`minimumGroup: {_lower.Limits.MinimumGroup}` is smaller than {upper.Cite(GuardrailFile.MinimumGroup)} demands (`{upper.Limits.MinimumGroup}`)");
        }

        if (_lower.Limits.Reidentification > upper.Limits.Reidentification)
        {
            AddLooser(
                GuardrailFile.Reidentification,
                $"`reidentification: two-people` is looser than {upper.Cite(GuardrailFile.Reidentification)} allows (`never`)");
        }
    }

    private void CheckBases(Guardrail upper)
    {
        foreach (var (purpose, bases) in _lower.Limits.LegalBases.Accepted)
        {
            var looser = bases.Where(basis => !upper.Limits.AllowsBasis(purpose, basis)).ToList();
            // Of a basis and its narrower ones, the author wrote the broadest.
            foreach (string basis in looser.Where(basis => !looser.Exists(other => other != basis && Terms.IsWithin(basis, other))))
            {
                string rule = upper.Limits.LegalBases.Against(purpose, basis).First();
                AddRule(upper, GuardrailFile.LegalBasisFor, purpose, basis, rule);
            }
        }
    }

    private void CheckActions(Guardrail upper)
    {
        foreach (var (category, actions) in _lower.Limits.FieldActions.Accepted)
        {
            foreach (string action in actions.Where(action => !upper.Limits.AllowsAction(category, action)))
            {
                AddRule(upper, GuardrailFile.FieldActions, category, action, upper.Limits.FieldActions.Against(category, action).First());
            }
        }
    }

    private void AddRule(Guardrail upper, string limit, string term, string value, string rule)
    {
        AddLooser(limit, $"`{value}` for `{term}` is looser than {upper.Cite(limit, rule)} allows", term);
    }

    private void CheckSet(Guardrail upper, string limit, ImmutableSortedSet<string>? lower, ImmutableSortedSet<string>? allowed)
    {
        if (lower is not null && allowed is not null && lower.Except(allowed) is { IsEmpty: false } beyond)
        {
            AddLooser(limit, $"`{limit}` holds `{string.Join("`, `", beyond)}`, which {upper.Cite(limit)} does not");
        }
    }

    private void CheckLength<T>(Guardrail upper, string limit, T? lower, T? allowed, Func<T, string> text)
        where T : struct, IComparable<T>
    {
        if (lower is { } length && allowed is { } most && length.CompareTo(most) > 0)
        {
            AddLooser(limit, $"`{limit}: {text(length)}` is longer than {upper.Cite(limit)} allows (`{text(most)}`)");
        }
    }

    private void AddLooser(string limit, string text, string term = "") =>
        _findings.Add(FindingCodes.LooserLimit, _lower.At(limit, term) ?? Mark.Start, text, "a lower guardrail can only tighten");

    private static string Text(Period period) => period.ToString();
}
