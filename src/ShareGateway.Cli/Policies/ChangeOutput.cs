using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using ShareGateway.Policy.Comparing;

namespace ShareGateway.Cli.Policies;

/// <summary>Changes in each form of <c>--output</c>.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="form"><c>text</c>, <c>json</c> or <c>github</c>.</param>
/// <param name="language"><c>en</c> or <c>fr</c>.</param>
/// <param name="failOn"><c>none</c>, <c>looser</c> or <c>any</c>.</param>
internal sealed class ChangeOutput(Terminal terminal, string form, string language, string failOn)
{
    public string Form => form;

    /// <summary>Writes all changes and gives the exit code for them.</summary>
    public int Write(ImmutableArray<PolicyChange> changes, string folder)
    {
        switch (form)
        {
            case "json":
                terminal.WriteJson(changes.Select(JsonOf));
                break;
            case "github":
                Lines(changes.Select(change => GithubAnnotation.Of(
                    change.Order == ChangeOrder.Tighter ? "notice" : "warning", $"{folder.TrimEnd('/')}/{change.File}", change.Line, 1, OrderOf(change), TextOf(change))));
                break;
            default:
                Lines(changes.SelectMany(LinesOf).Append(Summary(changes)));
                break;
        }

        return Fails(changes) ? ExitCodes.Findings : ExitCodes.Good;
    }

    /// <summary>The request of an example, in words.</summary>
    private string ExampleOf(RequestExample example)
    {
        bool english = language == "en";
        string moment = example.Moment.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
        string client = example.ClientId.Length > 0 ? $" ({example.ClientId})" : "";
        string request = $"{example.Recipient}{client}, {example.Dataset}, {example.Purpose}, {moment}";
        if (example.ConsentAge is { } age && age > TimeSpan.Zero)
        {
            request += english ? $", consents known as of {age.TotalSeconds:0} s before" : $", consentements connus {age.TotalSeconds:0} s plus tôt";
        }

        if (example.NewlyPasses)
        {
            return english ? $"newly passes: {request} (before: {example.RefusedBefore})" : $"passe désormais : {request} (avant : {example.RefusedBefore})";
        }

        string got = example.Field.Length == 0 ? "" : $": `{example.Field}` {Shown(example.ValueBefore)} -> {Shown(example.ValueAfter)}";
        return english ? $"gets more: {request}{got}" : $"obtient davantage : {request}{got}";
    }

    private string Shown(string value) => value.Length > 0 ? $"`{value}`" : language == "en" ? "nothing" : "rien";

    private IEnumerable<string> LinesOf(PolicyChange change)
    {
        yield return $"{OrderOf(change).PadRight(language == "en" ? 7 : 11)}  {SubjectOf(change)}: {change.Sentence(language)}";
        if (change.Example is { } example)
        {
            yield return $"         {ExampleOf(example)}";
        }
        else if (change.Order == ChangeOrder.Looser)
        {
            yield return language == "en" ? "         no request makes use of it yet" : "         aucune demande n'en profite encore";
        }
    }

    private string TextOf(PolicyChange change) =>
        $"{SubjectOf(change)}: {change.Sentence(language)}{(change.Example is { } example ? "; " + ExampleOf(example) : "")}";

    private string SubjectOf(PolicyChange change) => change.Subject != ChangeSubject.Guardrail ? change.Id
        : (language == "en" ? "guardrail of " : "garde-fou de ") + (change.Id.Length > 0 ? change.Id : language == "en" ? "the group" : "groupe");

    private string OrderOf(PolicyChange change) => (change.Order, language) switch
    {
        (ChangeOrder.Tighter, "en") => "tighter",
        (ChangeOrder.Tighter, _) => "plus strict",
        (ChangeOrder.Looser, "en") => "looser",
        (ChangeOrder.Looser, _) => "plus large",
        (_, "en") => "neither",
        _ => "sans ordre",
    };

    private string Summary(ImmutableArray<PolicyChange> changes)
    {
        int Count(ChangeOrder order) => changes.Count(change => change.Order == order);
        return changes.IsEmpty ? (language == "en" ? "nothing changes in what may leave" : "rien ne change dans ce qui peut être transmis")
            : language == "en" ? $"{Count(ChangeOrder.Looser)} looser, {Count(ChangeOrder.Tighter)} tighter, {Count(ChangeOrder.Neither)} neither"
            : $"{Count(ChangeOrder.Looser)} plus larges, {Count(ChangeOrder.Tighter)} plus stricts, {Count(ChangeOrder.Neither)} sans ordre";
    }

    // A change without an order may let something new pass: what is not proved tighter does not count as tighter.
    private bool Fails(ImmutableArray<PolicyChange> changes) => failOn switch
    {
        "any" => !changes.IsEmpty,
        "looser" => changes.Any(change => change.Order != ChangeOrder.Tighter),
        _ => false,
    };

    private object JsonOf(PolicyChange change) => new
    {
        subject = change.Subject.ToString().ToLowerInvariant(),
        id = change.Id,
        dimension = change.Dimension,
        order = change.Order.ToString().ToLowerInvariant(),
        before = change.Before,
        after = change.After,
        sentence = change.Sentence(language),
        file = change.File,
        line = change.Line,
        example = change.Example is not { } example ? null : new
        {
            recipient = example.Recipient,
            client = example.ClientId,
            dataset = example.Dataset,
            purpose = example.Purpose,
            at = example.Moment,
            consentAge = example.ConsentAge is { } age ? XmlConvert.ToString(age) : null,
            newlyPasses = example.NewlyPasses,
            refusedBefore = example.RefusedBefore,
            field = example.Field,
            valueBefore = example.ValueBefore,
            valueAfter = example.ValueAfter,
        },
    };

    private void Lines(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            terminal.Output.WriteLine(line);
        }
    }
}
