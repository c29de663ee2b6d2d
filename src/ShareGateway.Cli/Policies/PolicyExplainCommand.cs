using System.CommandLine;
using System.Globalization;
using ShareGateway.Policy;
using ShareGateway.Policy.Explaining;

namespace ShareGateway.Cli.Policies;

/// <summary>
/// <c>sharegateway policy explain --as R --purpose P --dataset D [--person S] [--at TIME] [DIR]</c>: which lines allow or refuse a request,
/// and what would leave; with <c>--person S</c> alone, who can see a person. No id of a person is printed or kept.
/// </summary>
internal static class PolicyExplainCommand
{
    private static readonly string[] Moments = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK"];

    public static Command Create(Terminal terminal)
    {
        var folder = PolicyCommand.FolderArgument();
        var recipient = new Option<string>("--as") { Description = "The recipient's id." };
        var purpose = new Option<string>("--purpose") { Description = "The purpose that the request states, such as dpv:DirectMarketing." };
        var dataset = new Option<string>("--dataset") { Description = "The dataset, such as customers or customers@1." };
        var person = new Option<string>("--person") { Description = "A person, as SCHEME:ID, such as customer-number:1234. Only the scheme is looked at." };
        var at = new Option<string>("--at") { Description = "The moment, such as 2026-11-23 or 2026-11-23T10:00:00Z; now unless given." };
        var language = PolicyAnswering.LanguageOption();
        var output = SharegatewayCommand.OutputOption();
        var command = new Command("explain", "Say which lines allow or refuse a request and what would leave. Exit code 0 permitted, 1 refused, 2 wrong use.")
        {
            folder, recipient, purpose, dataset, person, at, language, output,
        };
        command.SetAction(parsed => Run(
            terminal,
            parsed.GetRequiredValue(folder),
            new Question(parsed.GetValue(recipient), parsed.GetValue(purpose), parsed.GetValue(dataset), parsed.GetValue(person), parsed.GetValue(at)),
            new ExplanationOutput(terminal, PolicyAnswering.LanguageOf(parsed.GetRequiredValue(language)), parsed.GetRequiredValue(output))));
        return command;
    }

    private static int Run(Terminal terminal, string folder, Question question, ExplanationOutput output)
    {
        if (!question.IsComplete)
        {
            return terminal.Misused("expected `--as`, `--dataset` and, unless the request states none, `--purpose`; or `--person` alone");
        }

        if (question.Person is not null && question.Scheme is null)
        {
            return terminal.Misused("expected `--person` as SCHEME:ID, such as `customer-number:1234`");
        }

        return MomentOf(question.At, terminal.Clock) is { } at
            ? PolicyAnswering.Answer(terminal, folder, output.Form, set => Answer(terminal, set, question, at, output))
            : terminal.Misused($"`{question.At}` is no moment; expected `2026-11-23` or `2026-11-23T10:00:00Z`");
    }

    private static int Answer(Terminal terminal, PolicySet set, Question question, DateTimeOffset at, ExplanationOutput output)
    {
        var unknown = question.Recipient is null ? [] : UnknownNames.In(set, question.Request).ToList();
        if (question.Scheme is { } asked && UnknownNames.Scheme(set, asked) is { } noScheme)
        {
            unknown.Add(noScheme);
        }

        if (unknown.Count > 0)
        {
            return terminal.Misused(string.Join(Environment.NewLine, unknown));
        }

        if (question.Recipient is null)
        {
            output.Write(set, PersonReach.Of(set, question.Scheme!, at), question.Scheme!, at);
            return ExitCodes.Good;
        }

        var explanation = Explanation.Of(set, question.Request, at);
        output.Write(set, explanation, question.Scheme);
        return explanation.Permitted ? ExitCodes.Good : ExitCodes.Findings;
    }

    // A time without an offset could be meant in any zone.
    private static DateTimeOffset? MomentOf(string? text, TimeProvider clock) => text is null ? clock.GetUtcNow()
        : (text.Length == 10 || text.EndsWith('Z') || text[Math.Max(0, text.Length - 6)..].IndexOfAny(['+', '-']) == 0)
            && DateTimeOffset.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    private sealed record Question(string? Recipient, string? Purpose, string? Dataset, string? Person, string? At)
    {
        public ShareRequest Request => new(Recipient!, Dataset!, Purpose);

        public bool IsComplete => Recipient is null ? Dataset is null && Purpose is null && Person is not null : Dataset is not null;

        /// <summary>What stands before the colon; null unless something stands on both sides of it.</summary>
        public string? Scheme => Person?.IndexOf(':', StringComparison.Ordinal) is { } colon and > 0 && colon < Person.Length - 1 ? Person[..colon] : null;

        // A record would print all of its members.
        public override string ToString() => nameof(Question);
    }
}
