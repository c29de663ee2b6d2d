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

    /// <summary>What holds when it is not written; null when nothing does.</summary>
    public string? Default { get; private init; }

    /// <summary>True when the default is so much the rule that it is not written out where a transform is named in full.</summary>
    public bool IsImplied { get; private init; }

    internal static TransformParameter WholeNumber(string name, int from, int to) =>
        new(name, $"a whole number from {from} to {to}", value => TryParse(value, out int number) && number >= from && number <= to) { Range = (from, to) };

    internal static TransformParameter OneOf(string name, params string[] values) =>
        new(name, string.Join(" or ", values.Select(value => $"`{value}`")), values.Contains) { Words = [.. values] };

    internal static TransformParameter Character(string name) => new(name, "one visible character", IsVisible);

    /// <summary>Any text without control characters.</summary>
    internal static TransformParameter Text(string name, int maxChars) =>
        new(name, $"a text of 1 to {maxChars} characters", value => value.Length >= 1 && value.Length <= maxChars && !value.Any(char.IsControl) && IsWellFormed(value));

    /// <summary>Characters that are each an ASCII sign or a space: nothing that a value could be told by.</summary>
    internal static TransformParameter Signs(string name) =>
        new(name, "signs such as `-./`", value => value.Length is >= 1 and <= 16 && value.All(sign => sign is ' ' || (char.IsAscii(sign) && (char.IsPunctuation(sign) || char.IsSymbol(sign)))));

    /// <summary>A list of whole numbers, each above the one before, parted by commas.</summary>
    internal static TransformParameter Ascending(string name, int from, int to) => new(
        name,
        $"whole numbers from {from} to {to}, ascending, parted by commas",
        value => TryParseList(value, out int[] numbers) && numbers.All(number => number >= from && number <= to) && numbers.Zip(numbers.Skip(1)).All(pair => pair.First < pair.Second));

    /// <summary>A decimal number as JSON writes it, without exponent.</summary>
    internal static TransformParameter Decimal(string name, decimal from, decimal to) => new(
        name,
        string.Create(CultureInfo.InvariantCulture, $"a number from {from} to {to}"),
        value => TryParseDecimal(value, out decimal number) && number >= from && number <= to);

    /// <summary>One of many words; they are not listed where a message says what is expected.</summary>
    internal static TransformParameter Among(string name, string expects, Func<string, bool> accepts) => new(name, expects, accepts);

    /// <summary>The same with a default that holds when nothing is written.</summary>
    internal TransformParameter Unless(string value, bool isImplied = false) =>
        new(Name, Expects, _accepts) { Words = Words, Range = Range, Default = value, IsImplied = isImplied };

    /// <summary>The number that a checked spec gives to this parameter, or its default, or 0.</summary>
    internal int NumberIn(TransformSpec spec) => TryParse(TextIn(spec), out int number) ? number : 0;

    /// <summary>The numbers that a checked spec gives to this parameter, or its default, or none.</summary>
    internal int[] NumbersIn(TransformSpec spec) => TryParseList(TextIn(spec), out int[] numbers) ? numbers : [];

    /// <summary>The decimal that a checked spec gives to this parameter, or its default; null without either.</summary>
    internal decimal? DecimalIn(TransformSpec spec) => TryParseDecimal(TextIn(spec), out decimal number) ? number : null;

    /// <summary>The text that a checked spec gives to this parameter, or its default, or nothing.</summary>
    internal string TextIn(TransformSpec spec) => spec.Parameters.GetValueOrDefault(Name, Default ?? "");

    internal bool IsIn(TransformSpec spec) => spec.Parameters.ContainsKey(Name);

    private static bool TryParseList(string value, out int[] numbers)
    {
        string[] parts = value.Split(',', StringSplitOptions.TrimEntries);
        numbers = [.. parts.Select(part => TryParse(part, out int number) ? number : -1)];
        return !numbers.Contains(-1);
    }

    private static bool TryParseDecimal(string value, out decimal number) =>
        decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);

    private static bool IsWellFormed(string value) => value.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);

    private static bool TryParse(string value, out int number) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    // A mark would join its neighbour, a space or control character would show nothing.
    private static bool IsVisible(string value) =>
        Rune.TryGetRuneAt(value + '\0', 0, out var rune) && rune.Utf16SequenceLength == value.Length
        && (Rune.IsLetterOrDigit(rune) || Rune.IsPunctuation(rune) || Rune.IsSymbol(rune));
}
