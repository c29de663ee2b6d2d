using System.Globalization;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Policy.Comparing;

/// <summary>
/// The partial order of transforms: which shows no more than which. Drop is below everything, what says nothing of the
/// value (blank, a constant) above drop alone, reveal above everything; between, only transforms of one kind compare, as their definitions say, and not all of them.
/// </summary>
/// <remarks>
/// A mask or a prefix that keeps fewer characters counts as tighter although a text that is too short for the longer one (and was masked
/// throughout, or failed) now shows its beginning: <see cref="ShortTexts"/> tells of which lengths that holds.
/// </remarks>
public static class TransformOrder
{
    /// <summary>How the new transform stands to the old one, for a field of one type.</summary>
    /// <param name="before">The old spec, without problems; null when the field did not leave.</param>
    /// <param name="after">The new spec, without problems; null when the field no longer leaves.</param>
    /// <returns>Neither also for two that do the same: ask only about a change.</returns>
    public static ChangeOrder Compare(TransformSpec? before, TransformSpec? after) => Orders.Of(IsWithin(after, before), IsWithin(before, after));

    /// <summary>True when two specs deliver the same: also when one writes out a default of the other.</summary>
    public static bool Same(TransformSpec? one, TransformSpec? other) => Written(one) == Written(other);

    /// <summary>A spec as a policy writes it, defaults written out: <c>mask(char: *, keepFirst: 2, keepLast: 0)</c>. No spec is <c>drop</c>.</summary>
    public static string Written(TransformSpec? spec)
    {
        if (spec is null)
        {
            return "drop";
        }

        var parameters = spec.Parameters;
        foreach (var parameter in TransformCatalogue.Find(spec.Name)?.Parameters ?? [])
        {
            string value = parameters.GetValueOrDefault(parameter.Name, parameter.Default ?? "");
            bool isLeftOut = parameter.Default is null ? value.Length == 0 : parameter.IsImplied && Plain(value) == parameter.Default;
            parameters = isLeftOut ? parameters.Remove(parameter.Name) : parameters.SetItem(parameter.Name, value);
        }

        // A number may be written with zeros in front.
        return parameters.IsEmpty ? spec.Name : $"{spec.Name}({string.Join(", ", parameters.Select(pair => $"{pair.Key}: {Plain(pair.Value)}"))})";
    }

    /// <summary>
    /// Lengths of texts, in text elements, of which the tighter of two masks or prefixes shows more than the looser: from and until,
    /// both included. Null when there is none.
    /// </summary>
    internal static (int From, int Until)? ShortTexts(TransformSpec? before, TransformSpec? after)
    {
        if (before is null || after is null || before.Name != after.Name || before.Name is not ("mask" or "generalise"))
        {
            return null;
        }

        int kept = Number(before, "keepFirst") + Number(before, "keepLast");
        int keptNow = Number(after, "keepFirst") + Number(after, "keepLast");
        return 0 < keptNow && keptNow < kept ? (keptNow + 1, kept) : null;
    }

    private static bool IsWithin(TransformSpec? lower, TransformSpec? upper)
    {
        if (Same(lower, upper) || lower is null or { Name: "drop" } || upper is { Name: "reveal" })
        {
            return true;
        }

        if (upper is null or { Name: "drop" } || lower.Name == "reveal" || SaysNothing(upper))
        {
            return false;
        }

        return SaysNothing(lower) || (lower.Name == upper.Name && TransformCatalogue.Find(lower.Name)?.IsWithin(lower, upper) == true);
    }

    private static bool SaysNothing(TransformSpec spec) => TransformCatalogue.Find(spec.Name)?.SaysNothing == true;

    private static int Number(TransformSpec spec, string parameter) =>
        int.TryParse(spec.Parameters.GetValueOrDefault(parameter), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    private static string Plain(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number.ToString(CultureInfo.InvariantCulture) : value;
}
