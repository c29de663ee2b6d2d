using ShareGateway.Policy.Loading.Files;
using ShareGateway.Policy.Loading.Yaml;
using ShareGateway.Policy.Vocabulary;
using ShareGateway.Privacy.Transforms;
using ShareGateway.Records;

namespace ShareGateway.Policy.Loading.Checks;

/// <summary>Checks the fields and row rules of one agreement against its contract and the guardrails.</summary>
internal sealed class FieldChecks(
    AgreementDraft agreement, ContractDraft contract, IReadOnlyList<Guardrail> guardrails, FileFindings findings)
{
    public void Check()
    {
        foreach (var field in agreement.Fields)
        {
            if (Find(field.Path) is { } leaf)
            {
                CheckField(field, leaf);
            }
        }

        CheckRows();
    }

    private void CheckField(FieldDraft field, SchemaField leaf)
    {
        var definition = TransformCatalogue.Find(field.Action.Value)!;
        var spec = PlanBuilder.SpecOf(field);
        var problems = definition.Check(spec, leaf.Type, contract.FormOf(leaf));
        foreach (var problem in problems)
        {
            var at = field.Parameters.FirstOrDefault(parameter => parameter.Name.Value == problem.Parameter).Name?.At ?? field.Action.At;
            findings.Add(FindingCodes.WrongTransform, at, $"field `{leaf.Path}`: {problem.Text}", problem.Hint);
        }

        if (field.Because is null && problems.IsEmpty && definition.NeedsReason(spec))
        {
            AskReason(field, isForLink: !definition.NeedsReason(spec with { Parameters = spec.Parameters.Remove("linkable") }));
        }

        CheckAction(field, leaf, definition);
    }

    // Whatever shows most or links most is the exception, and the reader of the register must see why.
    private void AskReason(FieldDraft field, bool isForLink)
    {
        if (isForLink)
        {
            var linkable = field.Parameters.First(parameter => parameter.Name.Value == "linkable").Value;
            string wide = $"`linkable: {linkable.Value}` of `{field.Path.Value}` is wider than `response` and needs a reason";
            findings.Add(FindingCodes.NoReason, linkable.At, wide, "add `because: …`, or leave `linkable` out");
        }
        else
        {
            string text = $"`{field.Action.Value}` of `{field.Path.Value}` needs a reason";
            findings.Add(FindingCodes.NoReason, field.Action.At, text, "add `because: …`, or choose a transform that shows less");
        }
    }

    private void CheckAction(FieldDraft field, SchemaField leaf, TransformDefinition definition)
    {
        foreach (var guardrail in guardrails.Where(guardrail => !guardrail.Limits.AllowsAction(leaf.Category, field.Action.Value)))
        {
            string rule = guardrail.Limits.FieldActions.Against(leaf.Category, field.Action.Value).First();
            string cite = guardrail.Cite(GuardrailFile.FieldActions, rule);
            string allowed = string.Join(", ", guardrail.Limits.FieldActions.Accepted[rule]);
            string text = $"`{field.Action.Value}` is not allowed for `{leaf.Path}` (`{leaf.Category}`)";
            findings.Add(FindingCodes.ActionNotAllowed, field.Action.At, text, $"{cite} allows for `{rule}`: {allowed}");
            return;
        }

        if (definition.NeedsOptIn && !guardrails.Any(guardrail => guardrail.Limits.NamesAction(leaf.Category, field.Action.Value)))
        {
            string text = $"`{field.Action.Value}` of `{leaf.Path}` is allowed only where a guardrail names it";
            findings.Add(FindingCodes.ActionNotAllowed, field.Action.At, text, $"no guardrail above lists it under `{GuardrailFile.FieldActions}` for `{leaf.Category}` or a broader category");
        }
    }

    private void CheckRows()
    {
        var seen = new HashSet<FieldPath>();
        foreach (var row in agreement.Rows)
        {
            if (Find(row.Path) is { } leaf && ProblemOf(row, leaf, seen) is { } problem)
            {
                findings.Add(problem.Code, row.Path.At, problem.Text, problem.Hint);
            }
        }
    }

    private static Problem? ProblemOf(RowDraft row, SchemaField leaf, HashSet<FieldPath> seen)
    {
        if (!seen.Add(leaf.Path))
        {
            return Wrong($"a second rule on `{leaf.Path}`", "a record must meet all rules: write one");
        }

        if (leaf.Path.IsRepeated)
        {
            return Wrong($"`{leaf.Path}` may hold several values in one record", "rules take a field outside lists");
        }

        // Numbers compare by their text in the record; of an integer, that is known.
        if (leaf.Type is not (FieldType.Text or FieldType.Integer or FieldType.Date))
        {
            return Wrong($"`{leaf.Path}` is not compared", "rules take a string, integer or date field");
        }

        return leaf.Type == FieldType.Integer && row.Accepted.FirstOrDefault(value => !IsInteger(value.Value)) is { } odd
            ? Wrong($"`{odd.Value}` is no value of the integer field `{leaf.Path}`", "such a rule would let nothing pass")
            : null;
    }

    private static bool IsInteger(string text)
    {
        string digits = text.StartsWith('-') ? text[1..] : text;
        return digits.Length > 0 && digits.All(char.IsAsciiDigit) && (digits.Length == 1 || digits[0] != '0');
    }

    private static Problem Wrong(string text, string hint) => new(FindingCodes.WrongRowRule, text, hint);

    private SchemaField? Find(Placed<FieldPath> path)
    {
        if (contract.Schema.Find(path.Value) is { } leaf)
        {
            CheckServers(path);
            return leaf;
        }

        if (contract.Schema.HintFor(path.Value) is { } hint)
        {
            findings.Add(FindingCodes.NotALeaf, path.At, $"`{path.Value}` of `{contract.Dataset}` is no single value", hint);
        }
        else if (!contract.Schema.IsBroken(path.Value))
        {
            string text = $"unknown field `{path.Value}` of `{contract.Dataset}`";
            findings.Add(FindingCodes.UnknownField, path.At, text, Nearest.Hint(path.Value.ToString(), contract.Schema.Paths));
        }

        return null;
    }

    private void CheckServers(Placed<FieldPath> path)
    {
        if (path.Value.IsRepeated && !contract.Servers.IsEmpty && contract.Servers.All(server => server.Format == RecordFormat.Csv))
        {
            string text = $"`{path.Value}` cannot come from csv, and `{contract.Dataset}` is served as nothing else";
            findings.Add(FindingCodes.WrongServer, path.At, text);
        }
    }
}
