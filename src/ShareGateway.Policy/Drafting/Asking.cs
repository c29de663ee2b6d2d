using System.Collections.Immutable;
using System.Globalization;
using ShareGateway.Policy.Guardrails;
using ShareGateway.Policy.Loading.Yaml;
using ShareGateway.Policy.Schemas;
using ShareGateway.Policy.Vocabulary;

namespace ShareGateway.Policy.Drafting;

/// <summary>The questions that several kinds of file share, judged by the rules that the loader reads files by.</summary>
internal static class Asking
{
    public static string Value<T>(this Ask ask, string key, string text, Func<string, Reading<T>> read, string? unlessGiven = null) =>
        ask(Judged(key, text, read) with { Default = unlessGiven });

    public static string Choice(this Ask ask, string key, string text, IEnumerable<string> choices, string? unlessGiven = null) =>
        ask(new Question(key, text) { Choices = [.. choices], Default = unlessGiven });

    public static string Term(this Ask ask, string key, string text, TermKind kind, Func<string, string?>? more = null, string? unlessGiven = null) =>
        ask(new Question(key, text, answer => Complaint(Values.Term(kind)(answer)) ?? more?.Invoke(answer)) { Default = unlessGiven });

    public static bool YesNo(this Ask ask, string key, string text, bool unlessGiven) =>
        ask.Choice(key, text, ["yes", "no"], unlessGiven ? "yes" : "no") == "yes";

    /// <summary>Several values in one answer, parted by commas.</summary>
    public static ImmutableArray<string> List<T>(this Ask ask, string key, string text, Func<string, Reading<T>> read, string? unlessGiven = null)
    {
        string answer = ask(new Question(key, text + ", parted by commas", answer => Parts(answer) is { IsEmpty: false } parts
            ? parts.Select(part => Complaint(read(part))).FirstOrDefault(complaint => complaint is not null)
            : "expected one value at least") { Default = unlessGiven });
        return [.. Parts(answer).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The id of a new file; the folder must not hold one of that name.</summary>
    public static string NewId(this Ask ask, string text, IEnumerable<string> taken) =>
        ask(new Question("id", text, answer => Complaint(Values.Id(answer)) ?? (taken.Contains(answer, StringComparer.Ordinal) ? $"`{answer}` is taken" : null)));

    /// <summary>The scope that a new file belongs to: the group, or a folder below it.</summary>
    public static string Scope(this Ask ask, PolicySet set)
    {
        string[] known = [.. set.Guardrails.Select(guardrail => guardrail.Scope).Concat(set.Contracts.Select(contract => contract.Controller)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string answer = ask(new Question("scope", $"Whose file is it: the group (`.`) or a folder below it? There are: {string.Join(", ", known.Select(scope => scope.Length == 0 ? "." : scope))}", ScopeComplaint) { Default = "." });
        return answer == "." ? "" : answer;
    }

    /// <summary>What every guardrail over a scope allows at most.</summary>
    public static Limits LimitsOf(PolicySet set, string scope) => set.Guardrails
        .Where(guardrail => guardrail.Scope.Length == 0 || scope == guardrail.Scope || scope.StartsWith(guardrail.Scope + "/", StringComparison.Ordinal))
        .Aggregate(Limits.Unlimited, (meet, guardrail) => meet.Meet(guardrail.Limits));

    /// <summary>True when something of a scope may use what another scope owns.</summary>
    public static bool Sees(string scope, string other) => other.Length == 0 || scope == other || scope.StartsWith(other + "/", StringComparison.Ordinal);

    /// <summary>The scope of a file in a folder of its kind: what stands before <c>recipients/…</c>.</summary>
    public static string ScopeOf(string file) => string.Join('/', file.Split('/')[..^2]);

    public static DraftedFile File(string scope, string kind, string id, string text)
    {
        int depth = (scope.Length == 0 ? 0 : scope.Split('/').Length) + 1;
        string schema = $"{string.Concat(Enumerable.Repeat("../", depth))}{PolicySchemas.Folder}/{kind}.schema.json";
        return new DraftedFile($"{(scope.Length == 0 ? "" : scope + "/")}{kind}s/{id}.yaml", $"# yaml-language-server: $schema={schema}\n{text}");
    }

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Question Judged<T>(string key, string text, Func<string, Reading<T>> read) => new(key, text, answer => Complaint(read(answer)));

    private static string? Complaint<T>(Reading<T> reading) =>
        reading.IsValue(out _) ? null : reading.Problem.Hint is { } hint ? $"{reading.Problem.Text}; {hint}" : reading.Problem.Text;

    private static string? ScopeComplaint(string answer) =>
        answer == "." ? null : answer.Split('/').Select(part => Complaint(Values.Id(part))).FirstOrDefault(complaint => complaint is not null);

    private static ImmutableArray<string> Parts(string answer) => [.. answer.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
