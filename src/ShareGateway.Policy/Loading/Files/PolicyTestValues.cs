using System.Globalization;
using System.Text.RegularExpressions;
using ShareGateway.Policy.Loading.Yaml;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Policy.Loading.Files;

/// <summary>How the single values of policy tests are read.</summary>
internal static partial class PolicyTestValues
{
    /// <summary>A moment: <c>2026-11-23T10:00:00Z</c>, or a day for its first moment; in UTC.</summary>
    public static Reading<DateTimeOffset> Moment(string text) =>
        DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : Values.Wrong(text, "expected a moment in UTC, such as `2026-11-23T10:00:00Z`, or a day, such as `2026-11-23`");

    /// <summary>Text of an edit: any, more than one line too.</summary>
    public static Reading<string> Passage(string text) =>
        text.Length > 0 ? text : Values.Wrong(text, "expected the text that stands in the file");

    /// <summary>What a value that leaves must be.</summary>
    public static PolicyTestValue Expected(YamlText text) => text switch
    {
        { IsNothing: true } or { IsPlain: true, Text: "null" } => new(PolicyTestValueKind.Null),
        { IsPlain: true } => new(PolicyTestValueKind.Written, text.Text),
        _ => new(PolicyTestValueKind.Quoted, text.Text),
    };

    /// <summary>True when an upstream that keeps to the contract would send this as a number, <c>true</c> or <c>false</c>, so not as text.</summary>
    public static bool IsBare(YamlText text, FieldType type) => text.IsPlain && type switch
    {
        FieldType.Integer or FieldType.Number => JsonNumber().IsMatch(text.Text),
        FieldType.Boolean => text.Text is "true" or "false",
        _ => false,
    };

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex JsonNumber();
}
