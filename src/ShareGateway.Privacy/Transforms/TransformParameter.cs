using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ShareGateway.Privacy.Transforms;

/// <summary>One parameter that a transform takes.</summary>
public sealed class TransformParameter
{
    private readonly Func<string, bool> _accepts;

    private TransformParameter(string name, string expects, Func<string, bool> accepts) =>
        (Name, Expects, _accepts) = (name, expects, accepts);

    /// <summary>As written in a policy, such as <c>keepFirst</c>.</summary>
    public string Name { get; }

    /// <summary>What it takes, in words that follow "expected": <c>a whole number from 0 to 64</c>.</summary>
    public string Expects { get; }

    /// <summary>The only values that it takes; empty when it is not a choice of words.</summary>
    public ImmutableArray<string> Words { get; private init; } = [];

    /// <summary>The least and the greatest whole number that it takes; null when it takes something else.</summary>
    public (int From, int To)? Range { get; private init; }

    /// <summary>
    /// Tells whether a text is a value of this parameter, by itself; how parameters go together is the definition's business.
    /// </summary>
    public bool Accepts(string value) => _accepts(value);

    internal static TransformParameter WholeNumber(string name, int from, int to) =>
        new(name, $"a whole number from {from} to {to}", value => TryParse(value, out int number) && number >= from && number <= to) { Range = (from, to) };

    internal static TransformParameter OneOf(string name, params string[] values) =>
        new(name, string.Join(" or ", values.Select(value => $"`{value}`")), values.Contains) { Words = [.. values] };

    internal static TransformParameter Character(string name) => new(name, "one visible character", IsVisible);

    /// <summary>The number that a checked spec gives to this parameter, or the default.</summary>
    internal int NumberIn(TransformSpec spec, int unlessSet) =>
        spec.Parameters.TryGetValue(Name, out string? value) && TryParse(value, out int number) ? number : unlessSet;

    /// <summary>The text that a checked spec gives to this parameter, or the default.</summary>
    internal string TextIn(TransformSpec spec, string unlessSet) => spec.Parameters.GetValueOrDefault(Name, unlessSet);

    internal bool IsIn(TransformSpec spec) => spec.Parameters.ContainsKey(Name);

    private static bool TryParse(string value, out int number) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    // A mark would join its neighbour, a space or control character would show nothing.
    private static bool IsVisible(string value) =>
        Rune.TryGetRuneAt(value + '\0', 0, out var rune) && rune.Utf16SequenceLength == value.Length
        && (Rune.IsLetterOrDigit(rune) || Rune.IsPunctuation(rune) || Rune.IsSymbol(rune));
}
