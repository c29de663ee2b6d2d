using System.CommandLine;
using System.Globalization;
using ShareGateway.Cli.People;
using ShareGateway.Reports;
using ShareGateway.Reports.Notices;
using ShareGateway.Reports.Persons;

namespace ShareGateway.Cli.Reports;

/// <summary><c>sharegateway report recipients-to-notify</c>: whom to tell, and who has been told.</summary>
internal static class NotifyCommand
{
    public static Command Create(Terminal terminal)
    {
        var options = new ReportOptions();
        var person = new PersonOptions();
        var reference = new Option<string>("--case") { Description = "Your reference of the case; names the file that keeps the states. Nothing of the person.", Required = true };
        var right = new Option<string>("--right") { Description = "What the person asked for: rectification, erasure or restriction.", DefaultValueFactory = _ => "erasure" };
        right.AcceptOnlyFromAmong("rectification", "erasure", "restriction");
        var mark = new Option<string[]>("--mark") { Description = "RECIPIENT=notified, acknowledged, impossible or to-notify; may be given several times." };
        var on = new Option<string?>("--on") { Description = "The day of the marks, such as 2026-11-26." };
        var note = new Option<string>("--note") { Description = "A note with the marks, such as why it is impossible.", DefaultValueFactory = _ => "" };
        var command = options.Command("recipients-to-notify", "Recipients to tell after a rectification, an erasure or a restriction, with their state (GDPR, article 19).");
        person.AddTo(command);
        foreach (var option in new Option[] { reference, right, mark, on, note })
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, stop) =>
        {
            string name = parsed.GetRequiredValue(reference);
            if (!NoticeCase.IsReference(name) || !TryReadMarks(parsed.GetValue(mark) ?? [], parsed.GetValue(on), parsed.GetRequiredValue(note), out var marks))
            {
                return terminal.Misused("expected `--case` of letters, digits, `.` and `-`, `--mark` such as `galerie-lumiere=notified`, and `--on` such as `2026-11-26`");
            }

            var (keys, problem) = await person.FindAsync(parsed, stop);
            if (keys is null)
            {
                return terminal.Misused(problem);
            }

            var question = new PersonQuestion([.. keys.SelectMany(found => found.Audit)], person.Typed(parsed), "", name, null) { Id = person.Id(parsed) };
            var asked = Enum.Parse<NoticeRight>(parsed.GetRequiredValue(right), ignoreCase: true);
            return options.Run(terminal, parsed, source => DisclosureReports.RecipientsToNotify(source, question, Marked(source.Register, name, marks), asked));
        });
        return command;
    }

    private static NoticeCase Marked(string register, string reference, Dictionary<string, NoticeMark> marks)
    {
        var notices = NoticeCase.Read(register, reference);
        if (marks.Count > 0)
        {
            notices = notices with { Recipients = notices.Recipients.SetItems(marks) };
            notices.Write(register);
        }

        return notices;
    }

    private static bool TryReadMarks(string[] texts, string? on, string note, out Dictionary<string, NoticeMark> marks)
    {
        marks = new Dictionary<string, NoticeMark>(StringComparer.Ordinal);
        bool hasDay = DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        foreach (string text in texts)
        {
            string[] parts = text.Split('=');
            if (parts.Length != 2 || !Enum.TryParse<NoticeState>(parts[1].Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var state) || !Enum.IsDefined(state))
            {
                return false;
            }

            marks[parts[0]] = new NoticeMark(state, hasDay ? day : null, note);
        }

        return on is null || hasDay;
    }
}
