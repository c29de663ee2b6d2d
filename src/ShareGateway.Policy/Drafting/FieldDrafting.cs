using System.Collections.Immutable;
using ShareGateway.Policy.Guardrails;
using ShareGateway.Policy.Loading.Yaml;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Policy.Drafting;

/// <summary>Asks field by field what may leave, and offers only what the guardrails allow for its kind of data.</summary>
internal static class FieldDrafting
{
    /// <summary>The lines of <c>fields</c>; one field at least leaves.</summary>
    public static string Ask(Contract contract, Limits limits, Ask ask)
    {
        var lines = new List<string>();
        var last = contract.Fields[^1];
        foreach (var field in contract.Fields)
        {
            string[] allowed = [.. Offers(field, limits).Select(definition => definition.Name)];
            bool mustLeave = lines.Count == 0 && field == last;
            string action = ask.Choice("do", $"`{field.Path}` ({field.Category}): what leaves", mustLeave ? allowed : ["drop", .. allowed], mustLeave ? null : "drop");
            if (action != "drop")
            {
                lines.Add(Line(field, TransformCatalogue.Find(action)!, ask));
            }
        }

        return string.Join('\n', lines);
    }

    private static IEnumerable<TransformDefinition> Offers(ContractField field, Limits limits) => TransformCatalogue.All
        .Where(definition => definition.Name != "drop" && limits.AllowsAction(field.Category, definition.Name)
            && (!definition.NeedsOptIn || limits.NamesAction(field.Category, definition.Name)) && Parameters(definition, field).Length > 0);

    // Every way to give a definition none or one of its parameters that it takes for this type; what needs several is written by hand.
    private static ImmutableArray<TransformParameter?> Parameters(TransformDefinition definition, ContractField field) =>
    [
        .. definition.Parameters.Select(parameter => (TransformParameter?)parameter).Prepend(null)
            .Where(parameter => definition.Check(Spec(definition, parameter, parameter is null ? "" : Sample(definition, parameter)), field.Type, field.Form).IsEmpty),
    ];

    private static string Line(ContractField field, TransformDefinition definition, Ask ask)
    {
        var ways = Parameters(definition, field);
        var parameter = Way(field, ways, ask);
        string value = parameter is null ? "" : Value(field, definition, parameter, ask);
        bool needsReason = definition.NeedsReason(Spec(definition, parameter, value));
        string because = needsReason
            ? $", because: {YamlScalar.Of(ask.Value("because", $"`{field.Path}`: why is this needed? The register shows the reason", Values.Line))}"
            : "";
        return $"  {YamlScalar.Of(field.Path.ToString())}: {{do: {definition.Name}{(parameter is null ? "" : $", {parameter.Name}: {(parameter.Range is null ? YamlScalar.Of(value) : value)}")}{because}}}";
    }

    private static TransformParameter? Way(ContractField field, ImmutableArray<TransformParameter?> ways, Ask ask)
    {
        if (ways is [var only])
        {
            return only;
        }

        string[] names = [.. ways.Select(way => way?.Name ?? "nothing more")];
        string named = ask.Choice("how", $"`{field.Path}`: what more is set", names, names[0]);
        return ways.First(way => (way?.Name ?? "nothing more") == named);
    }

    private static string Value(ContractField field, TransformDefinition definition, TransformParameter parameter, Ask ask) =>
        ask(new Question(parameter.Name, $"`{field.Path}`: {parameter.Name}, {parameter.Expects}", answer =>
            definition.Check(Spec(definition, parameter, answer), field.Type, field.Form) is [var problem, ..] ? problem.Text : null)
        {
            Choices = parameter.Words,
        });

    private static TransformSpec Spec(TransformDefinition definition, TransformParameter? parameter, string value) => new(
        definition.Name,
        parameter is null
            ? ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
            : ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add(parameter.Name, value));

    // A value that fits somewhere; one out of the catalogue's own examples where there is one.
    private static string Sample(TransformDefinition definition, TransformParameter parameter) =>
        parameter is { Words: { IsEmpty: false } words } ? words[0]
        : parameter.Range is { } range ? range.To.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : definition.Examples.Select(example => example.Parameters.GetValueOrDefault(parameter.Name)).FirstOrDefault(value => value is not null) ?? "*";
}
