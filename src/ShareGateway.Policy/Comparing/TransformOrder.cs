using System.Globalization;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Policy.Comparing;

/// <summary>
/// The partial order of transforms: which shows no more than which. Drop is below everything, blank above drop alone, reveal above
/// everything; between, only transforms of one kind compare, and not all of them.
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
        foreach (var (name, value) in Defaults(spec.Name))
        {
            parameters = parameters.ContainsKey(name) ? parameters : parameters.Add(name, value);
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

        if (upper is null or { Name: "drop" } || lower.Name == "reveal" || upper.Name == "blank")
        {
            return false;
        }

        return lower.Name == "blank" || (lower.Name == upper.Name && IsWithinKind(lower, upper));
    }

    private static bool IsWithinKind(TransformSpec lower, TransformSpec upper) => lower.Name switch
    {
        // The mask character says nothing, so it does not matter where fewer are kept; by itself it is a change without an order.
        "mask" => (Kept(lower) != Kept(upper)) && Kept(lower).First <= Kept(upper).First && Kept(lower).Last <= Kept(upper).Last,
        "pseudonymise" => Width(lower) < Width(upper),
        "generalise" => IsCoarser(lower, upper),
        _ => false,
    };

    private static bool IsCoarser(TransformSpec lower, TransformSpec upper)
    {
        if (lower.Parameters.TryGetValue("to", out string? to) && upper.Parameters.TryGetValue("to", out string? upperTo))
        {
            return (to, upperTo) is ("year", "month");
        }

        // Bands begin at multiples of their width: each narrow one lies in one wide one only when the widths divide.
        return (Number(lower, "band"), Number(upper, "band")) is (> 0, > 0) and var (band, upperBand)
            ? band % upperBand == 0
            : Number(lower, "keepFirst") > 0 && Number(lower, "keepFirst") < Number(upper, "keepFirst");
    }

    private static (int First, int Last) Kept(TransformSpec spec) => (Number(spec, "keepFirst"), Number(spec, "keepLast"));

    private static LinkScope Width(TransformSpec spec) => TransformCatalogue.Find("pseudonymise")!.LinkScopeOf(spec);

    private static (string Name, string Value)[] Defaults(string transform) => transform switch
    {
        "mask" => [("keepFirst", "0"), ("keepLast", "0"), ("char", "*")],
        "pseudonymise" => [("linkable", "response")],
        _ => [],
    };

    private static int Number(TransformSpec spec, string parameter) =>
        int.TryParse(spec.Parameters.GetValueOrDefault(parameter), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    private static string Plain(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number.ToString(CultureInfo.InvariantCulture) : value;
}
