using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ShareGateway.Policy.Loading.Files;
using ShareGateway.Policy.Loading.Yaml;
using ShareGateway.Policy.Vocabulary;

namespace ShareGateway.Policy.Schemas;

/// <summary>Single values that several kinds of file have.</summary>
internal static partial class Words
{
    public static JsonObject Kind(string name) => new() { ["const"] = name, ["description"] = "which kind of file this is" };

    public static JsonObject Id(string about) => Shape.Text(about, Values.IdForm);

    public static JsonObject Line(string about) => new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = Values.MaxLine, ["description"] = about };

    public static JsonObject Email(string about) => Shape.Text(about, Values.EmailForm);

    public static JsonObject Owner() => Email("who answers for this file: an e-mail address");

    public static JsonObject Version() => Shape.Whole("raise it with every change", 1, int.MaxValue);

    public static JsonObject Calendar(string about) => Shape.Text($"{about}; ISO 8601 in years, months, weeks or days, such as P13M", GroupNames().Replace(Period.Form, "("));

    public static JsonObject Time(string about) => Shape.Text($"{about}; ISO 8601 in days, hours, minutes or seconds, such as PT60S", Values.TimeForm);

    public static JsonObject Date(string about) => Shape.Text($"{about}; such as 2026-10-01", "[0-9]{4}-[0-9]{2}-[0-9]{2}");

    public static JsonObject Path(string about) => new() { ["type"] = "string", ["minLength"] = 1, ["description"] = about };

    public static JsonObject MinimumGroup() => Shape.Whole("no count or other result about fewer people is ever told", GuardrailFile.LeastGroup, GuardrailFile.MostGroup);

    public static JsonObject Reidentification() => Shape.OneOf("whether two people together may lead a pseudonym back to a person", "never", "two-people");

    public static JsonObject Term(string about, TermKind kind) => Shape.OneOf(about, Terms.OfKind(kind).Order(StringComparer.Ordinal));

    // Editors read the regular expressions of ECMA 262, older ones without names.
    [GeneratedRegex(@"\(\?(<[a-z]+>|:)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex GroupNames();

}
