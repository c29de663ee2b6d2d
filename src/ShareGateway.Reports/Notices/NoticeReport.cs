using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ShareGateway.Reports.Persons;
using ShareGateway.Reports.Reading;
using ShareGateway.Reports.Rendering;

namespace ShareGateway.Reports.Notices;

/// <summary>Whom to tell after a rectification, an erasure or a restriction, and who has been told: GDPR article 19.</summary>
internal static class NoticeReport
{
    public static Report Of(PersonQuestion question, NoticeCase notices, NoticeRight right, ReportGround ground)
    {
        var words = ground.Words;
        var groups = DisclosureGroup.Of(ground.Reader.About(question.Keys).Where(entry => ground.Period.Contains(entry.Time)));
        var recipients = groups.GroupBy(group => group.First.Recipient, StringComparer.Ordinal).ToArray();
        int open = recipients.Count(recipient => notices.Of(recipient.Key).State == NoticeState.ToNotify);
        return new Report
        {
            Kind = "recipients-to-notify",
            Language = words.Language,
            Title = words.Say("Recipients to notify", "Destinataires à informer"),
            Subtitle = words.Say($"Article 19 GDPR · {Told(right, words)} · {question.Typed}", $"Article 19 du RGPD · {Told(right, words)} · {question.Typed}"),
            Blocks =
            [
                new FactsBlock("case",
                [
                    ("reference", words.Say("Case", "Dossier"), notices.Reference),
                    ("right", words.Say("Right exercised", "Droit exercé"), new Cell(right.ToString().ToLowerInvariant(), Told(right, words))),
                    ("recipients", words.Say("Recipients", "Destinataires"), words.Number(recipients.Length)),
                    ("open", words.Say("Still to notify", "Restant à informer"), words.Number(open)),
                ]),
                Table(recipients, notices, ground),
                .. StandIns(StandInQuestion.Of(groups, ground.Policies), question, notices, ground),
                new HeadingBlock(words.Say("Text for the notice", "Texte de la notification")),
                new TextBlock(Notice(right, words)),
            ],
            Provenance = ground.Provenance(),
            Verification = ground.Verification(),
        };
    }

    private static TableBlock Table(IGrouping<string, DisclosureGroup>[] recipients, NoticeCase notices, ReportGround ground)
    {
        var words = ground.Words;
        return new TableBlock(
            "recipients",
            words.Say("State per recipient", "État par destinataire"),
            [
                new("recipient", words.Say("Recipient", "Destinataire"), 1.5), new("contact", words.Say("Contact", "Contact"), 1.8), new("datasets", words.Say("Datasets", "Jeux de données"), 1.6),
                new("last", words.Say("Last disclosure", "Dernière transmission"), 1), new("state", words.Say("State", "État"), 1), new("on", words.Say("On", "Le"), 0.9), new("note", words.Say("Note", "Note"), 1.4),
            ],
            [
                .. recipients.Select(recipient => ImmutableArray.Create<Cell>(
                    ground.NameOf(recipient.Key),
                    string.Join('\n', ground.Policies.FindRecipient(recipient.Key)?.Contacts ?? []),
                    Datasets(recipient, ground),
                    words.ShortDay(DateOnly.FromDateTime(recipient.Max(group => group.Last.Time).UtcDateTime)),
                    Told(notices.Of(recipient.Key).State, words),
                    notices.Of(recipient.Key).On is { } day ? words.ShortDay(day) : "",
                    notices.Of(recipient.Key).Note)),
            ],
            words.Say("Nobody received this person's data: nobody is to be told.", "Personne n'a reçu les données de cette personne : il n'y a personne à informer."));
    }

    private static Cell Datasets(IEnumerable<DisclosureGroup> groups, ReportGround ground)
    {
        var datasets = groups.Select(group => ground.Dataset(group.First.Dataset)).Distinct().ToArray();
        return new Cell(string.Join(' ', datasets.Select(dataset => dataset.Raw)), string.Join('\n', datasets.Select(dataset => dataset.Shown).Distinct(StringComparer.Ordinal)));
    }

    /// <summary>No pseudonym stands here: one officer alone may not lead from a person to it, or from it to a person.</summary>
    private static IEnumerable<ReportBlock> StandIns(ImmutableArray<StandInQuestion> questions, PersonQuestion person, NoticeCase notices, ReportGround ground)
    {
        var words = ground.Words;
        yield return new TableBlock(
            "standIns",
            words.Say("Under which pseudonym each recipient knows the person", "Sous quel pseudonyme chaque destinataire connaît la personne"),
            [
                new("recipient", words.Say("Recipient", "Destinataire"), 1.5), new("agreement", words.Say("Agreement", "Accord"), 1.9), new("field", words.Say("Field", "Champ"), 1),
                new("epoch", words.Say("Key epoch", "Époque de clés"), 0.7), new("disclosure", words.Say("Only in answer", "Seulement dans la réponse"), 1.9),
            ],
            [
                .. questions.Select(question => ImmutableArray.Create<Cell>(
                    ground.NameOf(question.Recipient), ground.Agreement(question.Agreement), question.Field, words.Number(question.Epoch), question.Disclosure)),
            ],
            words.Say("No recipient got a pseudonym that the gateway could make again.", "Aucun destinataire n'a reçu de pseudonyme que la passerelle puisse recalculer."));
        yield return new TextBlock(words.Say(
            "Name the person by the recipient's own pseudonym only, so that the notice discloses no new identifier. The gateway tells it to two officers together: sharegateway reidentify request, with a list of the JSON form of this report.",
            "Ne désignez la personne que par le pseudonyme propre au destinataire, afin que la notification ne révèle aucun nouvel identifiant. La passerelle ne l'indique qu'à deux délégués ensemble : sharegateway reidentify request, avec une liste de la forme JSON de ce rapport."), IsNote: true);
        yield return new DataBlock("reidentificationRequests", new JsonArray([.. questions.Select(question => ListOf(question, person, notices))]).ToJsonString());
    }

    /// <summary>What <c>POST /v1/reidentifications</c> takes.</summary>
    private static JsonObject ListOf(StandInQuestion question, PersonQuestion person, NoticeCase notices)
    {
        var list = new JsonObject
        {
            ["case"] = notices.Reference, ["ground"] = "recipient-notice", ["agreement"] = question.Agreement, ["field"] = question.Field, ["epoch"] = question.Epoch,
            ["candidates"] = person.Id.Length > 0 ? new JsonArray(person.Id) : [],
        };
        if (question.Disclosure.Length > 0)
        {
            list["disclosure"] = question.Disclosure;
        }

        return list;
    }

    private static string Notice(NoticeRight right, ReportWords words) => words.Say(
        $"A person whose data we disclosed to you has exercised a right under the GDPR: {Told(right, words)}. Under Article 19 GDPR we inform you of it. Please carry it out for all data of this person that you received from us, pass it on to those to whom you disclosed them, and confirm to us when it is done.",
        $"Une personne dont nous vous avons transmis les données a exercé un droit prévu par le RGPD : {Told(right, words)}. En application de l'article 19 du RGPD, nous vous en informons. Veuillez y donner suite pour toutes les données de cette personne reçues de nous, le répercuter à ceux à qui vous les avez communiquées, et nous en confirmer l'exécution.");

    private static string Told(NoticeRight right, ReportWords words) => right switch
    {
        NoticeRight.Rectification => words.Say("rectification (Art. 16)", "rectification (art. 16)"),
        NoticeRight.Erasure => words.Say("erasure (Art. 17)", "effacement (art. 17)"),
        _ => words.Say("restriction of processing (Art. 18)", "limitation du traitement (art. 18)"),
    };

    private static Cell Told(NoticeState state, ReportWords words) => state switch
    {
        NoticeState.Notified => new("notified", words.Say("Notified", "Informé")),
        NoticeState.Acknowledged => new("acknowledged", words.Say("Confirmed", "Confirmé")),
        NoticeState.Impossible => new("impossible", words.Say("Impossible", "Impossible")),
        _ => new("to-notify", words.Say("To notify", "À informer")),
    };
}
