using System.Text;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Policy;

/// <summary>The reference of all transforms for people, made from the catalogue: <c>policies/README.md</c> holds it word for word.</summary>
public static class TransformTable
{
    /// <summary>One row for each transform, in the catalogue's order.</summary>
    public static string ToMarkdown()
    {
        var table = new StringBuilder();
        table.Append("| `do` | the recipient gets | le destinataire reçoit | more keys | fields | class | note |\n| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var definition in TransformCatalogue.All)
        {
            var plain = definition.Examples[0];
            string[] cells =
            [
                $"`{definition.Name}`", definition.Describe(plain, "en"), definition.Describe(plain, "fr"), string.Join("; ", definition.Parameters.Select(Key)),
                Fields(definition), definition.Class.ToString().ToLowerInvariant(), string.Join("; ", Notes(definition)),
            ];
            table.Append($"\n| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |");
        }

        return table.ToString();
    }

    private static string Key(TransformParameter parameter) =>
        $"`{parameter.Name}`: {parameter.Expects}{(parameter.Default is { } value ? $" (unless set, `{value}`)" : "")}";

    private static string Fields(TransformDefinition definition)
    {
        string types = definition.Types.Length == Enum.GetValues<FieldType>().Length - 1 ? "all" : string.Join(", ", definition.Types.Select(FieldTypes.NameOf));
        return definition.Forms.IsEmpty ? types : $"{types} of form {string.Join(" or ", definition.Forms.Select(form => $"`{CanonicalForms.NameOf(form)}`"))}";
    }

    private static IEnumerable<string> Notes(TransformDefinition definition)
    {
        bool always = definition.Examples.All(definition.NeedsReason);
        if (always || definition.Examples.Any(definition.NeedsReason))
        {
            yield return always ? "`because` is required" : "wider than `response` requires `because`";
        }

        if (definition.NeedsOptIn)
        {
            yield return "only where a guardrail names it";
        }

        if (definition.NeedsKey)
        {
            yield return definition.IsReversible ? "keyed; we can lead it back" : "keyed";
        }

        if (definition.MayKeepValue && definition.Class is not DisclosureClass.Identified)
        {
            yield return "a value may leave as it came";
        }

        if (Delivered(definition) is { } type)
        {
            yield return $"delivered as {FieldTypes.NameOf(type)}";
        }
    }

    // Where it is another type than the field's, whatever that is.
    private static FieldType? Delivered(TransformDefinition definition)
    {
        var types = definition.Types.Select(type => definition.OutputType(definition.Examples[0], type)).Distinct().ToList();
        return types is [var one] && definition.Types.Any(type => type != one) ? one : null;
    }
}
